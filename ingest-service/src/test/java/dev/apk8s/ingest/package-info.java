@NullMarked
package dev.apk8s.ingest;

import org.jspecify.annotations.NullMarked;
