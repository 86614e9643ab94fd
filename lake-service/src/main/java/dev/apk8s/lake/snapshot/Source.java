package dev.apk8s.lake.snapshot;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.apk8s.lake.eventlog.PartitionRange;
import java.time.Instant;
import java.util.List;

/**
 * What a snapshot is taken of. It is decided once, when the snapshot is: whoever takes it, and however often it is
 * begun, reads the same events.
 *
 * @param from when the log kept the first event of the range
 * @param to the end of the range, not in it
 */
record Source(String stream, String topic, Instant from, Instant to, List<PartitionRange> partitions) {
    Source {
        partitions = List.copyOf(partitions);
    }

    @JsonIgnore
    long length() {
        return partitions.stream().mapToLong(PartitionRange::length).sum();
    }
}
