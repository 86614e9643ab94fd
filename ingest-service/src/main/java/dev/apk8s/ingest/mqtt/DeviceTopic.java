package dev.apk8s.ingest.mqtt;

import java.util.Optional;

/** A topic on which a device publishes. */
sealed interface DeviceTopic {
    /** The device that alone may publish there. */
    String device();

    /** {@code streams/<stream>/<device>}, or {@code sensor/<device>} for the stream {@code sensor}. */
    record Reading(String stream, String device) implements DeviceTopic {}

    /** {@code responses/<device>/<command>}. */
    record Answer(String device, String command) implements DeviceTopic {}

    static Optional<DeviceTopic> parse(String topic) {
        String[] levels = topic.split("/", -1);
        for (String level : levels) {
            if (level.isEmpty()) {
                return Optional.empty();
            }
        }
        return switch (levels[0]) {
            case "sensor" -> levels.length == 2 ? Optional.of(new Reading("sensor", levels[1])) : Optional.empty();
            case "streams" -> levels.length == 3 ? Optional.of(new Reading(levels[1], levels[2])) : Optional.empty();
            case "responses" -> levels.length == 3 ? Optional.of(new Answer(levels[1], levels[2])) : Optional.empty();
            default -> Optional.empty();
        };
    }
}
