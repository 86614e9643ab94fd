package dev.apk8s.ml.training;

import dev.apk8s.ml.lake.Access;
import dev.apk8s.ml.training.Tick.CancelledException;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Computes the runs that this replica has taken, one after the other. The caller's rights are held in memory only. */
@Component
class RunQueue implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RunQueue.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final Runs runs;
    private final Trainer trainer;
    private final TrainingProperties properties;
    private final ThreadPoolExecutor thread;
    /** Taken here and not over, by id. */
    private final Map<String, Run> taken = new ConcurrentHashMap<>();

    RunQueue(Runs runs, Trainer trainer, TrainingProperties properties) {
        this.runs = runs;
        this.trainer = trainer;
        this.properties = properties;
        thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(properties.maxQueued()),
                Thread.ofPlatform().name("training").daemon().factory());
    }

    /** Keeps a run and takes it. */
    void submit(Run run, Caller caller, Access access) {
        if (thread.getQueue().remainingCapacity() == 0) {
            throw full(null);
        }
        runs.create(run);
        taken.put(run.id(), run);
        try {
            thread.execute(() -> compute(run, caller, access));
        } catch (RejectedExecutionException late) {
            taken.remove(run.id());
            runs.change(run, found -> found.failed(TrainingError.TRAINING_QUEUE_FULL.name(),
                    TrainingError.TRAINING_QUEUE_FULL.title()));
            throw full(late);
        }
    }

    private ProblemException full(@Nullable Throwable cause) {
        return new ProblemException(TrainingError.TRAINING_QUEUE_FULL,
                properties.maxQueued() + " runs wait already.", cause).retryAfter(RETRY_AFTER);
    }

    private void compute(Run run, Caller caller, Access access) {
        try {
            Progress progress = new Progress(run);
            Run.Result result = trainer.train(run, caller, access, progress);
            runs.change(run, found -> found.in(RunState.DONE, found.progress(), result, null));
        } catch (CancelledException cancelled) {
            log.info("Run {} of {} was cancelled", run.id(), run.experiment());
        } catch (ProblemException problem) {
            failed(run, problem.code().name(), problem.detail());
        } catch (IOException | RuntimeException failure) {
            log.error("Run {} of {} failed", run.id(), run.experiment(), failure);
            failed(run, CommonError.INTERNAL_ERROR.name(), CommonError.INTERNAL_ERROR.title());
        } finally {
            taken.remove(run.id());
        }
    }

    private void failed(Run run, String code, String detail) {
        runs.change(run, found -> found.failed(code, detail));
    }

    /** Runs that wait here, or are in a long step, show that they go on. */
    @Scheduled(fixedDelayString = "${apk8s.ml.training.heartbeat:5s}")
    void beat() {
        taken.values().forEach(run -> runs.change(run, found -> found.in(found.state(), found.progress(), null, null)));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** Writes a phase at once, and rows now and then. */
    private final class Progress implements Tick {
        private final Run run;
        private String phase = "";
        private Instant next = Instant.MIN;

        Progress(Run run) {
            this.run = run;
        }

        @Override
        public void at(String now, long rows) {
            if (now.equals(phase) && Instant.now().isBefore(next)) {
                return;
            }
            phase = now;
            next = Instant.now().plus(properties.heartbeat());
            if (runs.change(run, found -> found.in(RunState.RUNNING, new Run.Progress(now, rows), null, null))
                    .isEmpty()) {
                throw new CancelledException();
            }
        }
    }
}
