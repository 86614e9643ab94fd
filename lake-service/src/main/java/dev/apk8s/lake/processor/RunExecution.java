package dev.apk8s.lake.processor;

import dev.apk8s.lake.event.EventTopics;
import dev.apk8s.lake.processor.Run.Failure;
import dev.apk8s.lake.processor.Run.Progress;
import dev.apk8s.lake.processor.Run.State;
import dev.apk8s.lake.processor.RunStore.Versioned;
import dev.apk8s.lake.store.StoreError;
import dev.apk8s.platform.event.DeadLetters;
import dev.apk8s.platform.event.Event;
import dev.apk8s.platform.problem.ErrorCode;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.trace.TraceContext;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Works on one run: takes it, does it, and writes what became of it. */
@Component
final class RunExecution {
    private static final long DEAD_LETTER_SECONDS = 20;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    /** Not the object's fault, so such an attempt does not count. */
    private static final Set<ErrorCode> AWAY = Set.of(StoreError.STORE_UNAVAILABLE, StoreError.TOO_MANY_UPLOADS,
            ProcessorError.CLUSTER_UNAVAILABLE);

    private final String worker = "lake-" + UUID.randomUUID().toString().substring(0, 8);
    private final RunStore runs;
    private final TaskRunner runner;
    private final ProcessorProperties properties;
    private final Outcomes outcomes;
    private final TraceContext trace;

    RunExecution(RunStore runs, TaskRunner runner, ProcessorProperties properties, Outcomes outcomes,
            TraceContext trace) {
        this.runs = runs;
        this.runner = runner;
        this.properties = properties;
        this.outcomes = outcomes;
        this.trace = trace;
    }

    /** Returns when the run is over, or waits for its next attempt, or somebody else was faster. */
    void work(Versioned found) {
        Run run = found.run();
        if (!runner.isApart() && run.attempts() >= properties.attempts()) {
            Failure why = new Failure("FORSAKEN", "Its last worker, " + run.worker() + ", said nothing more.");
            runs.replace(found, giveUp(run, run.progress(), run.failure() == null ? why : run.failure()));
            return;
        }
        runs.replace(found, run.begun(worker, properties.lease(), runner.isApart())).ifPresent(taken -> trace.within(
                run.traceParent(), "processor " + run.processor().name(), () -> attempt(taken)));
    }

    private boolean attempt(Versioned taken) {
        try (Lease lease = new Lease(runs, taken, properties.lease())) {
            Run after = outcome(taken.run(), lease);
            boolean kept = lease.end(after);
            if (kept) {
                runner.settled(taken.run(), after.state());
            }
            return kept;
        }
    }

    private Run outcome(Run run, Lease lease) {
        try {
            Progress total = runner.run(run, lease);
            outcomes.count(State.SUCCEEDED);
            return lease.run().over(State.SUCCEEDED, total, null,
                    "Read " + total.read() + " bytes, wrote " + total.written() + " to " + run.task().result());
        } catch (SupersededException superseded) {
            outcomes.count(State.SUPERSEDED);
            return lease.run().over(State.SUPERSEDED, lease.sofar(), null, String.valueOf(superseded.getMessage()));
        } catch (TaskFailedException failed) {
            return failedElsewhere(lease, failed);
        } catch (ProblemException problem) {
            return failed(lease, new Failure(problem.code().name(), problem.code().title() + ". " + problem.detail()),
                    !AWAY.contains(problem.code()));
        } catch (IOException broken) {
            return failed(lease,
                    new Failure("OBJECT_UNREADABLE", "The object could not be read to its end."), true);
        }
    }

    private Run failedElsewhere(Lease lease, TaskFailedException failed) {
        return failed.next() == TaskFailedException.Next.GIVE_UP
                ? giveUp(lease.run(), lease.sofar(), failed.failure())
                : failed(lease, failed.failure(), failed.next() == TaskFailedException.Next.AGAIN).anew();
    }

    private Run failed(Lease lease, Failure why, boolean counts) {
        Run run = lease.run();
        if (counts && run.attempts() >= properties.attempts()) {
            return giveUp(run, lease.sofar(), why);
        }
        Duration pause = properties.backoff().multipliedBy(1L << Math.min(10, Math.max(0, run.attempts() - 1)));
        return run.again(why, counts, pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    }

    private Run giveUp(Run run, Progress sofar, Failure why) {
        outcomes.deadLetter(run, why);
        outcomes.count(State.FAILED);
        return run.over(State.FAILED, sofar, why, why.code() + ": " + why.reason() + " Given up after "
                + run.attempts() + " attempts; the event is a dead letter.");
    }

    /** What is told of outcomes beside the run itself. */
    @Component
    static final class Outcomes {
        private final DeadLetters deadLetters;
        private final EventTopics topics;
        private final MeterRegistry meters;

        Outcomes(DeadLetters deadLetters, EventTopics topics, MeterRegistry meters) {
            this.deadLetters = deadLetters;
            this.topics = topics;
            this.meters = meters;
            // There from the start: who looks at how much it grew sees the first one.
            List.of(State.SUCCEEDED, State.SUPERSEDED, State.FAILED).forEach(this::runs);
        }

        void count(State outcome) {
            runs(outcome).increment();
        }

        private Counter runs(State outcome) {
            return meters.counter("apk8s.lake.processor.runs", "outcome", outcome.name().toLowerCase(Locale.ROOT));
        }

        /** With the end of the run's log. Returns when Kafka has it. */
        void deadLetter(Run run, Failure why) {
            Event event = new Event(run.id(), "/lake/buckets/" + run.input().bucket(), "dev.apk8s.object",
                    run.created(), run.input().key(), run.processor().tenant(), null,
                    run.event().getBytes(StandardCharsets.UTF_8));
            deadLetters
                    .keep(topics.all(), event, "processor-" + run.processor().name(), why.code(),
                            why.reason() + "\n" + run.endOfLog())
                    .orTimeout(DEAD_LETTER_SECONDS, TimeUnit.SECONDS).join();
        }
    }
}
