package dev.apk8s.platform.event;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvents 1.0 event. It travels in binary mode: {@code data} is the Kafka value, byte for byte as it came, and
 * the attributes are headers.
 *
 * @param id unique within tenant and source
 * @param source where it comes from, such as {@code /devices/lab-d1}
 * @param type what happened, such as {@code dev.apk8s.reading}
 * @param time when it happened
 * @param subject what it is about, if that is more than the source says
 * @param tenant whose it is
 * @param device the device that it came from, or whom it concerns; the Kafka key, so one device keeps its order
 * @param data JSON
 */
public record Event(String id, String source, String type, Instant time, @Nullable String subject, String tenant,
        @Nullable String device, byte[] data) {
    public Event {
        Objects.requireNonNull(id);
        Objects.requireNonNull(tenant);
    }

    /** The Kafka key. */
    public String key() {
        return device == null ? source : device;
    }
}
