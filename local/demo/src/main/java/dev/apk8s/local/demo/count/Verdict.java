package dev.apk8s.local.demo.count;

import dev.apk8s.local.demo.device.Protocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether what was sent is what was acknowledged, kept and found.
 *
 * @param rows one for each protocol, and the total last
 * @param faults what is off, in words; empty if nothing is
 */
public record Verdict(List<Row> rows, List<String> faults) {

    /** Readings at each stage. */
    public record Row(String name, int devices, long sent, long acknowledged, long logged, long indexed) {
        public boolean agrees() {
            return sent == acknowledged && sent == logged && sent == indexed;
        }
    }

    public static Verdict of(List<DeviceCount> counts) {
        List<Row> rows = new ArrayList<>();
        for (Protocol protocol : Protocol.values()) {
            List<DeviceCount> of = counts.stream().filter(count -> count.protocol() == protocol).toList();
            if (!of.isEmpty()) {
                rows.add(row(protocol.title(), of));
            }
        }
        rows.add(row("all", counts));
        Stream<String> nothing = counts.stream().mapToLong(DeviceCount::sent).sum() == 0
                ? Stream.of("nothing was sent")
                : Stream.empty();
        return new Verdict(List.copyOf(rows),
                Stream.concat(nothing, counts.stream().flatMap(count -> count.faults().stream())).toList());
    }

    public boolean isGood() {
        return faults.isEmpty() && rows.stream().allMatch(Row::agrees);
    }

    private static Row row(String name, List<DeviceCount> counts) {
        long[] sums = new long[4];
        for (DeviceCount count : counts) {
            long[] stages = {count.sent(), count.acknowledged(), count.logged(), count.indexed()};
            Arrays.setAll(sums, i -> sums[i] + stages[i]);
        }
        return new Row(name, counts.size(), sums[0], sums[1], sums[2], sums[3]);
    }
}
