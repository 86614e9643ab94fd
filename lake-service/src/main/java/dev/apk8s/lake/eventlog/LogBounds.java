package dev.apk8s.lake.eventlog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a topic's partitions begin and end, and where a range of time lies in them.
 *
 * @param available the time from which all partitions have all events; null if nothing was deleted yet
 * @param earliest the time from which some partition has events; null if one has all that it ever had
 */
public record LogBounds(Map<Integer, Partition> partitions, @Nullable Instant available,
        @Nullable Instant earliest) {
    /**
     * @param first the first offset that the log has
     * @param last the first offset that it does not have yet
     * @param from the first offset of the range
     * @param to the first offset behind the range
     */
    public record Partition(long first, long last, long from, long to) {}

    public LogBounds {
        partitions = Map.copyOf(partitions);
    }

    /** The range, as it lies in the log. */
    public List<PartitionRange> ranges() {
        return ranges(Map.of());
    }

    /**
     * The range, beginning where another ended, so that no event is in both and none in neither.
     *
     * @param begins offsets by partition; a partition that is not among them came later and is read from its start. None
     *     at all: the range begins where its time says
     */
    public List<PartitionRange> ranges(Map<Integer, Long> begins) {
        List<PartitionRange> ranges = new ArrayList<>();
        new TreeMap<>(partitions).forEach((number, bounds) -> {
            long wanted = begins.isEmpty() ? bounds.from : begins.getOrDefault(number, bounds.first);
            // Beyond the log's end, the topic was deleted and made anew since.
            long from = wanted > bounds.last ? bounds.from : wanted;
            long begin = Math.max(from, bounds.first);
            ranges.add(new PartitionRange(number, begin, Math.max(begin, bounds.to), begin - from));
        });
        return ranges;
    }
}
