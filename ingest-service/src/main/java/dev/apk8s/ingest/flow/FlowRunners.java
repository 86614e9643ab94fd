package dev.apk8s.ingest.flow;

import dev.apk8s.ingest.flow.effect.EffectsOfFlows;
import dev.apk8s.ingest.index.EventStreams;
import dev.apk8s.ingest.role.OnlyInRole;
import dev.apk8s.ingest.stream.Stream;
import dev.apk8s.ingest.stream.Streams;
import dev.apk8s.platform.event.EventConsumers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Runs the flows that are started, each with a consumer of its own, and follows their changes. */
@Component
@OnlyInRole(OnlyInRole.FLOWS)
class FlowRunners implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(FlowRunners.class);

    private final Flows flows;
    private final FlowReader reader;
    private final Streams streams;
    private final EffectsOfFlows effects;
    private final Consuming consuming;
    private final FlowRun.Tools tools;
    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private final AtomicBoolean changed = new AtomicBoolean();
    private final ExecutorService following = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().daemon().name("flow-runners").factory());
    private volatile boolean started;

    /** What consumers are made with. */
    record Consuming(EventConsumers consumers, ConsumerFactory<String, byte[]> factory, EventStreams streams) {}

    private record Running(Flow flow, FlowListener listener,
            ConcurrentMessageListenerContainer<String, byte[]> container) {
        void stop() {
            listener.stop();
            container.stop();
        }
    }

    FlowRunners(Flows flows, FlowReader reader, Streams streams, EffectsOfFlows effects, Consuming consuming,
            FlowRun.Tools tools) {
        this.flows = flows;
        this.reader = reader;
        this.streams = streams;
        this.effects = effects;
        this.consuming = consuming;
        this.tools = tools;
        flows.onChange(this::onChange);
        streams.onChange(this::onChange);
    }

    /** The run of a flow, if this instance has it. */
    Optional<FlowRun> runOf(Flow flow) {
        return Optional.ofNullable(running.get(flow.key())).map(found -> found.listener().run());
    }

    private void onChange() {
        if (started && changed.compareAndSet(false, true)) {
            following.execute(this::follow);
        }
    }

    /** What could not be started, such as while the log was away, is tried again. */
    @Scheduled(fixedDelay = 5_000, initialDelay = 5_000)
    void look() {
        onChange();
    }

    private synchronized void follow() {
        changed.set(false);
        if (!started) {
            return;
        }
        Map<String, Flow> wanted = flows.all().stream().filter(Flow::running)
                .collect(Collectors.toMap(Flow::key, Function.identity()));
        for (Running present : List.copyOf(running.values())) {
            Flow now = wanted.get(present.flow().key());
            if (now == null || !now.group().equals(present.flow().group())) {
                present.stop();
                running.remove(present.flow().key());
                log.info("Flow {} is stopped", present.flow().group());
            }
            if (flows.find(present.flow().tenant(), present.flow().name()).isEmpty()) {
                tools.meters().forget(present.flow());
            }
        }
        Map<String, Flow> missing = new HashMap<>(wanted);
        missing.keySet().removeAll(running.keySet());
        missing.values().forEach(this::begin);
    }

    private void begin(Flow flow) {
        try {
            FlowPlan plan = reader.plan(flow.definition());
            Optional<Stream> source = streams.find(flow.tenant(), plan.source());
            if (source.isEmpty()) {
                log.warn("Flow {} has no source: stream {} is gone", flow.key(), plan.source());
                return;
            }
            FlowRun run = new FlowRun(flow, plan, effects.real(flow.name()), tools);
            FlowListener listener = new FlowListener(run, consuming.streams(), tools.properties());
            var container = consuming.consumers().create(flow.group(),
                    List.of(source.get().topic(), flow.topic()), 1, listener);
            if (plan.lastWindow() >= 0) {
                container.getContainerProperties().setConsumerRebalanceListener(new WindowRebuild(run,
                        consuming.streams(), consuming.factory(), tools.properties().rebuild()));
            }
            container.start();
            running.put(flow.key(), new Running(flow, listener, container));
            log.info("Flow {} runs on {}", flow.group(), source.get().topic());
        } catch (RuntimeException failure) {
            log.error("Flow {} could not be started", flow.group(), failure);
        }
    }

    @Override
    public void start() {
        started = true;
        onChange();
    }

    @Override
    public void stop() {
        started = false;
        synchronized (this) {
            running.values().forEach(present -> present.listener().stop());
            running.values().forEach(Running::stop);
            running.clear();
        }
    }

    @Override
    public boolean isRunning() {
        return started;
    }
}
