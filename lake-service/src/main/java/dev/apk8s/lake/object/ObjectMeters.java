package dev.apk8s.lake.object;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts the bytes that pass. */
@Component
final class ObjectMeters {
    private final Counter in;
    private final Counter out;
    private final Counter brokenOff;

    ObjectMeters(MeterRegistry meters) {
        in = bytes(meters, "in");
        out = bytes(meters, "out");
        brokenOff = Counter.builder("apk8s.lake.uploads.broken.off")
                .description("Bodies that their senders did not send to the end; nothing of them was kept")
                .register(meters);
    }

    void kept(long bytes) {
        in.increment(bytes);
    }

    void sent(long bytes) {
        out.increment(bytes);
    }

    void brokenOff() {
        brokenOff.increment();
    }

    private static Counter bytes(MeterRegistry meters, String direction) {
        return Counter.builder("apk8s.lake.object").baseUnit("bytes").tag("direction", direction)
                .description("Bytes of objects that were kept or sent").register(meters);
    }
}
