/** Snapshots: a stream and a range of time as files in the lake, on demand and by the hour. */
@NullMarked
package dev.apk8s.lake.snapshot;

import org.jspecify.annotations.NullMarked;
