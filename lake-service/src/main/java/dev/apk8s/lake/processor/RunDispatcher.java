package dev.apk8s.lake.processor;

import dev.apk8s.lake.processor.RunStore.Versioned;
import dev.apk8s.platform.problem.ProblemException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Gives runs to as many workers as there are. What finds none free is found by the next look at the index. */
@Component
final class RunDispatcher implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(RunDispatcher.class);

    private final RunStore runs;
    private final RunExecution execution;
    private final ProcessorProperties properties;
    private final Semaphore free;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean running;

    RunDispatcher(RunStore runs, RunExecution execution, TaskRunner runner, ProcessorProperties properties) {
        this.runs = runs;
        this.execution = execution;
        this.properties = properties;
        this.free = new Semaphore(runner.places());
    }

    /** A run that was just made. */
    void offer(String id) {
        if (running && free.tryAcquire()) {
            work(() -> runs.find(id).filter(found -> found.run().state() == Run.State.QUEUED));
        }
    }

    @Scheduled(initialDelayString = "${apk8s.lake.processors.poll:1s}", fixedDelayString = "${apk8s.lake.processors.poll:1s}")
    void look() {
        int places = free.availablePermits();
        if (!running || places == 0) {
            return;
        }
        try {
            for (Versioned due : runs.due(places)) {
                if (free.tryAcquire()) {
                    work(() -> Optional.of(due));
                }
            }
        } catch (ProblemException away) {
            log.warn("Runs that wait are looked for again: {}", away.detail());
        }
    }

    private void work(Supplier<Optional<Versioned>> run) {
        workers.execute(() -> {
            try {
                run.get().ifPresent(execution::work);
            } catch (RuntimeException failed) {
                // Nobody renews its lease now: it is taken up again.
                log.warn("A run is left as it is: {}", failed.toString());
            } finally {
                free.release();
            }
        });
    }

    @Scheduled(initialDelay = 60_000, fixedDelay = 600_000)
    void purge() {
        try {
            int purged = runs.purge(Instant.now().minus(properties.retention()));
            log.debug("{} old runs were removed", purged);
        } catch (ProblemException away) {
            log.warn("Old runs are removed later: {}", away.detail());
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        workers.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
