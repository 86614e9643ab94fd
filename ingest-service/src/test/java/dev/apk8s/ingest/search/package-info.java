@NullMarked
package dev.apk8s.ingest.search;

import org.jspecify.annotations.NullMarked;
