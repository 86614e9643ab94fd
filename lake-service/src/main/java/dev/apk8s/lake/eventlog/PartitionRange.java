package dev.apk8s.lake.eventlog;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * A part of one partition of a topic.
 *
 * @param begin the first offset in it
 * @param end the first offset behind it
 * @param missing how many offsets before {@code begin} belong to it and were deleted from the log
 */
public record PartitionRange(int partition, long begin, long end, long missing) {
    @JsonIgnore
    public long length() {
        return end - begin;
    }
}
