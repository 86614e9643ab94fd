/** From the log to the search index: one document per event. */
@NullMarked
package dev.apk8s.ingest.index;

import org.jspecify.annotations.NullMarked;
