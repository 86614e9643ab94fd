/** Functions. */
@NullMarked
package dev.apk8s.ingest.function;

import org.jspecify.annotations.NullMarked;
