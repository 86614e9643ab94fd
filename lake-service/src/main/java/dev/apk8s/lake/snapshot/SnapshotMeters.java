package dev.apk8s.lake.snapshot;

import dev.apk8s.lake.row.Format;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** Counts snapshots. */
@Component
final class SnapshotMeters {
    private final MeterRegistry registry;
    private final AtomicInteger running;
    private final AtomicLong lag;
    private final Counter periodsLost;

    SnapshotMeters(MeterRegistry registry) {
        this.registry = registry;
        running = registry.gauge("apk8s.lake.snapshot.running", new AtomicInteger());
        lag = registry.gauge("apk8s.lake.snapshot.schedule.lag.seconds", new AtomicLong());
        // There from the start: who looks at how much they grew sees the first one.
        periodsLost = registry.counter("apk8s.lake.snapshot.periods.lost");
        for (SnapshotState state : SnapshotState.values()) {
            if (state.isOver()) {
                ended(state, true);
                ended(state, false);
            }
        }
    }

    void begun() {
        running.incrementAndGet();
    }

    void ended() {
        running.decrementAndGet();
    }

    void written(Format format, long rows, long bytes) {
        registry.counter("apk8s.lake.snapshot.rows", "format", format.label()).increment(rows);
        registry.counter("apk8s.lake.snapshot.bytes", "format", format.label()).increment(bytes);
    }

    void over(SnapshotState state, boolean scheduled, Duration took) {
        ended(state, scheduled).increment();
        registry.timer("apk8s.lake.snapshot.duration", "outcome", state.label()).record(took);
    }

    private Counter ended(SnapshotState state, boolean scheduled) {
        return registry.counter("apk8s.lake.snapshot.ended", "outcome", state.label(), "scheduled",
                Boolean.toString(scheduled));
    }

    void putOff() {
        registry.counter("apk8s.lake.snapshot.put.off").increment();
    }

    /** Periods that the log did not have any more when their turn came. */
    void periodsLost(long count) {
        periodsLost.increment(count);
    }

    /** How long ago the oldest period ended that is due and not taken. */
    void lag(Duration oldest) {
        lag.set(oldest.toSeconds());
    }
}
