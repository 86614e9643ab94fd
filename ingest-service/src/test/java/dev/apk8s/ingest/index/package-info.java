@NullMarked
package dev.apk8s.ingest.index;

import org.jspecify.annotations.NullMarked;
