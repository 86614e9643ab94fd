package dev.apk8s.ingest.flow;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** The meters of all flows that this instance ran. Their labels are bounded as flows and steps are. */
@Component
final class FlowMeters {
    private final MeterRegistry registry;
    private final Instant since = Instant.now();
    private final Map<String, StepMeter> steps = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> lags = new ConcurrentHashMap<>();

    FlowMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    Instant since() {
        return since;
    }

    StepMeter step(Flow flow, FlowPlan plan, int index) {
        return steps.computeIfAbsent(flow.key() + "/" + plan.ordinal(index),
                _ -> new StepMeter(registry, tags(flow).and("step", plan.ordinal(index))));
    }

    List<FlowStatus.StepStatus> status(Flow flow, FlowPlan plan) {
        return IntStream.range(0, plan.steps().size())
                .mapToObj(index -> step(flow, plan, index).status(plan.label(index))).toList();
    }

    /** @param events of its source that wait for the flow */
    void lag(Flow flow, long events) {
        lags.computeIfAbsent(flow.key(), _ -> {
            AtomicLong lag = new AtomicLong();
            Gauge.builder("apk8s.flow.lag", lag, AtomicLong::get).baseUnit("events").tags(tags(flow))
                    .description("Events in the log that a flow has not worked on").register(registry);
            return lag;
        }).set(events);
    }

    /** Forgets a flow that is no more. */
    void forget(Flow flow) {
        steps.keySet().removeIf(key -> key.startsWith(flow.key() + "/"));
        lags.remove(flow.key());
        registry.getMeters().stream().filter(meter -> meter.getId().getName().startsWith("apk8s.flow.")
                && tags(flow).stream().allMatch(meter.getId().getTags()::contains)).forEach(registry::remove);
    }

    private static Tags tags(Flow flow) {
        return Tags.of("tenant", flow.tenant(), "flow", flow.name());
    }
}
