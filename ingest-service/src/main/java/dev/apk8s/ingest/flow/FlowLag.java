package dev.apk8s.ingest.flow;

import dev.apk8s.ingest.role.OnlyInRole;
import dev.apk8s.ingest.stream.Streams;
import dev.apk8s.platform.problem.ProblemException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Measures how many events wait for each flow. Asked of the log: who waits for a target does not know its own lag. */
@Component
@OnlyInRole(OnlyInRole.FLOWS)
class FlowLag {
    private static final Logger log = LoggerFactory.getLogger(FlowLag.class);

    private final Flows flows;
    private final FlowReader reader;
    private final Streams streams;
    private final FlowOffsets offsets;
    private final FlowMeters meters;
    private final AtomicBoolean measuring = new AtomicBoolean();

    FlowLag(Flows flows, FlowReader reader, Streams streams, FlowOffsets offsets, FlowMeters meters) {
        this.flows = flows;
        this.reader = reader;
        this.streams = streams;
        this.offsets = offsets;
        this.meters = meters;
    }

    /** On a thread of its own: a log that is away would keep back all else that is scheduled. */
    @Scheduled(fixedDelay = 10_000, initialDelay = 5_000)
    void look() {
        if (measuring.compareAndSet(false, true)) {
            Thread.ofVirtual().name("flow-lag").start(this::measure);
        }
    }

    private void measure() {
        try {
            flows.all().forEach(this::measure);
        } finally {
            measuring.set(false);
        }
    }

    /** A flow that is paused has no lag: what comes waits because it is meant to. */
    private void measure(Flow flow) {
        if (!flow.running()) {
            meters.lag(flow, 0);
            return;
        }
        try {
            streams.find(flow.tenant(), reader.plan(flow.definition()).source())
                    .ifPresent(source -> meters.lag(flow, offsets.lag(flow, source)));
        } catch (ProblemException away) {
            log.debug("The lag of flow {} is not known now", flow.key(), away);
        }
    }
}
