package dev.apk8s.chain.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** How far the watcher is. What another replica watches counts as watched here. */
@Component
final class WatchMeters {
    private final Counter reorganisations;
    private volatile Instant watched = Instant.now();
    private volatile long behind;

    WatchMeters(MeterRegistry meters) {
        Gauge.builder("apk8s.chain.watch.behind", this, it -> it.behind).baseUnit("blocks")
                .description("Blocks of the chain that were not told of at the last look").register(meters);
        Gauge.builder("apk8s.chain.watch.silence", this, WatchMeters::silenceSeconds).baseUnit("seconds")
                .description("Since when the chain could not be looked at").register(meters);
        reorganisations = Counter.builder("apk8s.chain.watch.reorganisations")
                .description("Times that blocks were dropped that had been told of").register(meters);
    }

    void looked(long blocksLeft) {
        behind = blocksLeft;
        watched = Instant.now();
    }

    void reorganised() {
        reorganisations.increment();
    }

    private double silenceSeconds() {
        return Duration.between(watched, Instant.now()).toSeconds();
    }
}
