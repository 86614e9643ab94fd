@NullMarked
package dev.apk8s.ingest.http;

import org.jspecify.annotations.NullMarked;
