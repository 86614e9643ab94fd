package dev.apk8s.ingest.flow;

import dev.apk8s.ingest.flow.FlowStatus.Waiting;
import dev.apk8s.ingest.flow.step.Effects;
import dev.apk8s.ingest.flow.step.Meta;
import dev.apk8s.ingest.flow.step.Outcome;
import dev.apk8s.ingest.flow.step.StepFailedException;
import dev.apk8s.ingest.flow.step.TargetAwayException;
import dev.apk8s.ingest.flow.step.Work;
import dev.apk8s.platform.event.DeadLetters;
import dev.apk8s.platform.event.Event;
import dev.apk8s.platform.trace.TraceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Takes events through the steps of one version of a flow. */
final class FlowRun {
    private static final Logger log = LoggerFactory.getLogger(FlowRun.class);
    private static final long KEEP_SECONDS = 20;

    private final Flow flow;
    private final FlowPlan plan;
    private final Effects effects;
    private final Tools tools;
    private volatile @Nullable Waiting waiting;

    /** What all runs have in common. */
    record Tools(FlowMeters meters, DeadLetters deadLetters, TraceContext trace, JsonMapper json,
            FlowProperties properties) {}

    FlowRun(Flow flow, FlowPlan plan, Effects effects, Tools tools) {
        this.flow = flow;
        this.plan = plan;
        this.effects = effects;
        this.tools = tools;
    }

    Flow flow() {
        return flow;
    }

    FlowPlan plan() {
        return plan;
    }

    @Nullable
    Waiting waiting() {
        return waiting;
    }

    /**
     * Takes an event through all steps. What fails for good is kept as a dead letter: that, too, is an end.
     *
     * @throws TargetAwayException if what a step needs is away; the event is not done
     */
    void work(Event event, Instant received, @Nullable String traceParent) {
        tools.trace().within(traceParent, "flow " + flow.name(), () -> {
            workThrough(event, received);
            return true;
        });
    }

    private void workThrough(Event event, Instant received) {
        Meta meta = meta(event, received);
        Work work;
        try {
            work = new Work(meta, read(event));
        } catch (StepFailedException unreadable) {
            keep(event, "source", unreadable);
            return;
        }
        for (int index = 0; index < plan.steps().size(); index++) {
            Outcome outcome;
            try {
                outcome = step(index, work);
            } catch (StepFailedException failed) {
                keep(event, plan.label(index), failed);
                return;
            } catch (TargetAwayException away) {
                tools.meters().step(flow, plan, index).waited();
                wait(plan.label(index), away);
                throw away;
            }
            switch (outcome) {
                case Outcome.Passed passed -> work = work.with(passed.event());
                case Outcome.Dropped _ -> index = plan.steps().size();
            }
        }
    }

    /** Nothing that was begun waits any more. */
    void goOn() {
        waiting = null;
    }

    /** Only what windows need of the steps, and without effects: they remember values that they were given before. */
    void remember(Event event, Instant received) {
        try {
            Work work = new Work(meta(event, received), read(event));
            for (int index = 0; index <= plan.lastWindow(); index++) {
                Outcome outcome = switch (plan.steps().get(index)) {
                    case dev.apk8s.ingest.flow.step.PublishStep _,dev.apk8s.ingest.flow.step.CommandStep _ ->
                        new Outcome.Passed(work.event());
                    default -> run(index, work, "");
                };
                if (!(outcome instanceof Outcome.Passed passed)) {
                    return;
                }
                work = work.with(passed.event());
            }
        } catch (StepFailedException dead) {
            // It is a dead letter, and was one then.
            return;
        }
    }

    private Outcome step(int index, Work work) {
        StepMeter meter = tools.meters().step(flow, plan, index);
        String key = FlowKeys.of(flow, work.meta(), plan.ordinal(index));
        for (int attempt = 1;; attempt++) {
            long began = System.nanoTime();
            try {
                Outcome outcome = tools.trace().within(tools.trace().currentTraceParent(), plan.label(index),
                        () -> run(index, work, key));
                long took = System.nanoTime() - began;
                switch (outcome) {
                    case Outcome.Passed _ -> meter.passed(took, behind(work));
                    case Outcome.Dropped _ -> meter.dropped(took, behind(work));
                }
                return outcome;
            } catch (StepFailedException failed) {
                if (!failed.again() || attempt >= tools.properties().attempts()) {
                    meter.failed(System.nanoTime() - began, behind(work));
                    throw failed;
                }
                meter.retried();
                pause();
            }
        }
    }

    /** What nobody foresaw is this event's failure alone: the others go on. */
    private Outcome run(int index, Work work, String key) {
        try {
            return plan.steps().get(index).run(work, effects, key);
        } catch (StepFailedException | TargetAwayException foreseen) {
            throw foreseen;
        } catch (RuntimeException unforeseen) {
            log.error("Flow {} fails at {}", flow.key(), plan.label(index), unforeseen);
            throw StepFailedException.forNow("UNFORESEEN", unforeseen.toString(), unforeseen);
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(tools.properties().pause().toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TargetAwayException("Stopped between two attempts", interrupted);
        }
    }

    private void keep(Event event, String step, StepFailedException failed) {
        Event letter = new Event(event.id(), event.source(), event.type(), event.time(), event.subject(),
                flow.tenant(), event.device(), event.data());
        try {
            tools.deadLetters().keep(flow.topic(), letter, tools.trace().currentTraceParent(), flow.group(),
                    failed.code(), step + ": " + failed.reason()).get(KEEP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException away) {
            TargetAwayException log = new TargetAwayException("The log does not take a dead letter", away);
            wait(step, log);
            throw log;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TargetAwayException("Stopped while a dead letter was kept", interrupted);
        }
    }

    private void wait(String step, TargetAwayException away) {
        Waiting before = waiting;
        Instant since = before != null && before.step().equals(step) ? before.since() : Instant.now();
        waiting = new Waiting(since, step, String.valueOf(away.getMessage()));
    }

    private ObjectNode read(Event event) {
        try {
            if (tools.json().readTree(event.data()) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException malformed) {
            throw StepFailedException.forGood("NOT_JSON", malformed.getOriginalMessage(), malformed);
        }
        throw StepFailedException.forGood("NOT_AN_OBJECT", "The event is no JSON object.", null);
    }

    private Meta meta(Event event, Instant received) {
        return new Meta(event.id(), event.source(), event.type(), event.subject(), event.device(), flow.tenant(),
                plan.source(), event.time(), received);
    }

    private static Duration behind(Work work) {
        return Duration.between(work.meta().received(), Instant.now());
    }
}
