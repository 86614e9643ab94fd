package dev.apk8s.ingest.live;

import org.jspecify.annotations.Nullable;

/**
 * Events between the position asked for and the first one that the log still has.
 *
 * @param missed how many at most; null if the log was made anew
 */
record Gap(int partition, @Nullable Long missed) {}
