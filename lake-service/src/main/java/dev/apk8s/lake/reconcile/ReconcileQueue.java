package dev.apk8s.lake.reconcile;

import dev.apk8s.platform.problem.ProblemException;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** One reconciliation at a time, those that were asked for and those of the interval. */
@Component
final class ReconcileQueue implements SmartLifecycle {
    private static final Logger logger = LoggerFactory.getLogger(ReconcileQueue.class);

    private final Reconciler reconciler;
    private final ReconciliationLog log;
    private final ThreadPoolExecutor runner;
    private volatile boolean running;

    ReconcileQueue(Reconciler reconciler, ReconciliationLog log, ReconcileProperties properties) {
        this.reconciler = reconciler;
        this.log = log;
        this.runner = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(properties.maxWaiting()),
                Thread.ofPlatform().name("reconcile").daemon().factory());
    }

    /**
     * Returns when it is kept that somebody asked for it.
     *
     * @throws ProblemException TOO_MANY_RECONCILIATIONS
     */
    Reconciliation ask(String tenant, @Nullable String bucket) {
        if (runner.getQueue().remainingCapacity() == 0) {
            throw tooMany(null);
        }
        Reconciliation asked = Reconciliation.asked(UUID.randomUUID().toString(), tenant, bucket);
        log.write(asked);
        try {
            runner.execute(() -> run(asked));
        } catch (RejectedExecutionException full) {
            throw tooMany(full);
        }
        return asked;
    }

    private static ProblemException tooMany(@Nullable Throwable cause) {
        return new ProblemException(ReconcileError.TOO_MANY_RECONCILIATIONS, "Wait for one of them to end.", cause);
    }

    /** One that fails, because store or index is away, is made up for by the next. */
    @Scheduled(initialDelayString = "${apk8s.lake.reconcile.interval:15m}", fixedDelayString = "${apk8s.lake.reconcile.interval:15m}")
    void atIntervals() {
        if (!running || !runner.getQueue().isEmpty()) {
            return;
        }
        try {
            for (String tenant : reconciler.tenants()) {
                runner.execute(() -> run(Reconciliation.asked(tenant + ".interval", tenant, null)));
            }
        } catch (ProblemException | RejectedExecutionException notNow) {
            logger.warn("No reconciliation this time: {}", notNow.getMessage());
        }
    }

    private void run(Reconciliation asked) {
        try {
            reconciler.run(asked);
        } catch (RuntimeException failed) {
            logger.error("The reconciliation {} ended", asked.id(), failed);
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        runner.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
