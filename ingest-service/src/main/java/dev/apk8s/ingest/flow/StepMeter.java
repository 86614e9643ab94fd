package dev.apk8s.ingest.flow;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Counts what one step of a flow did, since this instance began. */
final class StepMeter {
    private final Timer passed;
    private final Timer dropped;
    private final Timer failed;
    private final Counter retried;
    private final Counter waited;
    private volatile Duration lag = Duration.ZERO;

    StepMeter(MeterRegistry registry, Tags tags) {
        passed = timer(registry, tags, "passed");
        dropped = timer(registry, tags, "dropped");
        failed = timer(registry, tags, "failed");
        retried = Counter.builder("apk8s.flow.step.retries").description("Steps that failed and were tried again")
                .tags(tags).register(registry);
        waited = Counter.builder("apk8s.flow.step.waits").description("Times that a step found its target away")
                .tags(tags).register(registry);
    }

    private static Timer timer(MeterRegistry registry, Tags tags, String outcome) {
        return Timer.builder("apk8s.flow.step").description("Events that a step of a flow worked on")
                .tags(tags.and("outcome", outcome)).register(registry);
    }

    void passed(long nanos, Duration behind) {
        passed.record(nanos, TimeUnit.NANOSECONDS);
        lag = behind;
    }

    void dropped(long nanos, Duration behind) {
        dropped.record(nanos, TimeUnit.NANOSECONDS);
        lag = behind;
    }

    void failed(long nanos, Duration behind) {
        failed.record(nanos, TimeUnit.NANOSECONDS);
        lag = behind;
    }

    void retried() {
        retried.increment();
    }

    void waited() {
        waited.increment();
    }

    FlowStatus.StepStatus status(String step) {
        long count = passed.count() + dropped.count() + failed.count();
        double total = passed.totalTime(TimeUnit.MILLISECONDS) + dropped.totalTime(TimeUnit.MILLISECONDS)
                + failed.totalTime(TimeUnit.MILLISECONDS);
        double longest = Math.max(passed.max(TimeUnit.MILLISECONDS),
                Math.max(dropped.max(TimeUnit.MILLISECONDS), failed.max(TimeUnit.MILLISECONDS)));
        return new FlowStatus.StepStatus(step, count, passed.count(), dropped.count(), failed.count(),
                (long) retried.count(), (long) waited.count(), count == 0 ? 0 : rounded(total / count),
                rounded(longest), rounded(lag.toMillis() / 1000.0));
    }

    private static double rounded(double number) {
        return Math.round(number * 1000) / 1000.0;
    }
}
