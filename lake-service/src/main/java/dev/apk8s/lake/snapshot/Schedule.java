package dev.apk8s.lake.snapshot;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.apk8s.lake.eventlog.PartitionRange;
import dev.apk8s.lake.row.Format;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which of a tenant's streams are taken period by period.
 *
 * @param declared when it was, or began anew
 * @param cursor where the next period begins
 */
record Schedule(String tenant, String stream, Place place, Instant declared, boolean configured, Cursor cursor) {

    /**
     * @param prefix of the keys
     */
    record Place(String bucket, String prefix, Format format) {
        boolean meets(Place other) {
            return bucket.equals(other.bucket) && prefix.equals(other.prefix);
        }
    }

    /**
     * @param next the beginning of the next period
     * @param begins its first offsets by partition; empty if its time says where it begins
     */
    record Cursor(Instant next, Map<Integer, Long> begins) {
        Cursor {
            begins = Map.copyOf(begins);
        }

        static Cursor after(Instant end, List<PartitionRange> ranges) {
            return new Cursor(end,
                    ranges.stream().collect(Collectors.toMap(PartitionRange::partition, PartitionRange::end)));
        }
    }

    static String key(String tenant, String stream) {
        return tenant + "/" + stream;
    }

    @JsonIgnore
    String key() {
        return key(tenant, stream);
    }

    Schedule at(Cursor moved) {
        return new Schedule(tenant, stream, place, declared, configured, moved);
    }
}
