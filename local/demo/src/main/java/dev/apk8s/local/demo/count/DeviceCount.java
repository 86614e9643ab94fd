package dev.apk8s.local.demo.count;

import dev.apk8s.local.demo.device.Protocol;
import dev.apk8s.local.demo.device.SimulatedDevice;
import dev.apk8s.local.demo.device.Tally;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One device's readings, at each stage.
 *
 * @param fault what the device met first, if anything
 * @param logged distinct events in Kafka
 * @param lost acknowledged readings whose id Kafka does not have
 * @param indexed documents
 */
public record DeviceCount(String device, Protocol protocol, long sent, long acknowledged, @Nullable String fault,
        long logged, List<Integer> lost, long indexed) {
    private static final int LISTED = 3;

    public static DeviceCount of(SimulatedDevice device, LogCount log, long indexed) {
        Tally tally = device.tally();
        return new DeviceCount(device.identity().id(), device.identity().protocol(), tally.sent(),
                tally.acknowledged(), tally.fault(), log.events(), lost(device, log), indexed);
    }

    private static List<Integer> lost(SimulatedDevice device, LogCount log) {
        return switch (device.identity().protocol()) {
            case HTTP, MQTT_5 -> {
                BitSet missing = device.tally().acknowledgedSequences();
                missing.andNot(log.sequences());
                yield missing.stream().boxed().toList();
            }
            case MQTT_3 -> List.of();
        };
    }

    /** What does not agree, in words. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (acknowledged != sent) {
            faults.add(name() + sent + " sent, but " + acknowledged + " acknowledged"
                    + (fault == null ? "" : ": " + fault));
        }
        if (!lost.isEmpty()) {
            faults.add(name() + lost.size() + " acknowledged, but not in Kafka: "
                    + lost.stream().limit(LISTED).map(sequence -> device + "-" + sequence)
                            .collect(Collectors.joining(", "))
                    + (lost.size() > LISTED ? ", ..." : ""));
        } else if (logged != acknowledged) {
            faults.add(name() + acknowledged + " acknowledged, but " + logged + " in Kafka");
        }
        if (indexed < logged) {
            faults.add(name() + (logged - indexed) + " of " + logged + " in Kafka are not in the index");
        }
        if (indexed > logged) {
            faults.add(name() + (indexed - logged) + " more in the index than in Kafka: some are there twice");
        }
        return faults;
    }

    private String name() {
        return device + " (" + protocol.title() + "): ";
    }
}
