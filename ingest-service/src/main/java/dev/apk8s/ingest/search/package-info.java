/** Finds events: queries, pages and aggregations over a stream, and the newest events of a device. */
@NullMarked
package dev.apk8s.ingest.search;

import org.jspecify.annotations.NullMarked;
