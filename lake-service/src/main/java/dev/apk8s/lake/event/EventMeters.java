package dev.apk8s.lake.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** What became of events. */
@Component
final class EventMeters {
    private final Counter kept;
    private final Counter announced;

    EventMeters(MeterRegistry meters) {
        kept = Counter.builder("apk8s.lake.events.kept").description("Events whose state is in the index")
                .register(meters);
        announced = Counter.builder("apk8s.lake.events.announced").description("Events that the MQTT broker has")
                .register(meters);
    }

    void kept(int events) {
        kept.increment(events);
    }

    void announced(int events) {
        announced.increment(events);
    }
}
