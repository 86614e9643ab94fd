package dev.apk8s.lake.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks for snapshots that nobody works on, and has them taken: a bounded number at once, first those of tenants that
 * have the least under way. What another instance worked on and gave no sign of life for is begun again.
 */
@Component
final class SnapshotWatch implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(SnapshotWatch.class);
    private static final int SIGNS_IN_A_LEASE = 4;
    private static final Duration FORGET = Duration.ofMinutes(1);
    private static final long STOP_SECONDS = 20;

    private final SnapshotRecords records;
    private final SnapshotRunner runner;
    private final Periods periods;
    private final SnapshotProperties.Work bounds;
    private final String owner = UUID.randomUUID().toString();
    private final Map<String, Assignment> assignments = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;
    private Instant forgotten = Instant.EPOCH;

    SnapshotWatch(SnapshotRecords records, SnapshotRunner runner, Periods periods, SnapshotProperties properties) {
        this.records = records;
        this.runner = runner;
        this.periods = periods;
        this.bounds = properties.work();
    }

    @Override
    public synchronized void start() {
        running = true;
        threads.add(Thread.ofPlatform().name("snapshot-watch").daemon().start(() -> repeat(this::look)));
        threads.add(Thread.ofPlatform().name("snapshot-life").daemon().start(() -> repeat(this::giveSigns)));
    }

    private void repeat(Runnable round) {
        while (running) {
            try {
                round.run();
            } catch (RuntimeException failure) {
                log.warn("Looking after snapshots goes on at the next round", failure);
            }
            synchronized (this) {
                try {
                    if (running) {
                        wait(bounds.poll().toMillis());
                    }
                } catch (InterruptedException stopped) {
                    return;
                }
            }
        }
    }

    private void look() {
        Instant now = Instant.now();
        periods.look(now);
        List<Snapshot> open = records.open();
        open.stream().filter(snapshot -> isFree(snapshot, now)).sorted(Comparator
                .comparingLong((Snapshot snapshot) -> underWay(open, snapshot.tenant())).thenComparing(Snapshot::id))
                .forEach(this::take);
        if (forgotten.plus(FORGET).isBefore(now)) {
            forgotten = now;
            records.forget(now);
        }
    }

    private boolean isFree(Snapshot snapshot, Instant now) {
        return switch (snapshot.run().state()) {
            case WAITING -> !snapshot.run().touched().isAfter(now);
            case RUNNING -> !assignments.containsKey(snapshot.key())
                    && snapshot.run().touched().plus(bounds.lease()).isBefore(now);
            case DONE, FAILED, CANCELLED -> false;
        };
    }

    private static long underWay(List<Snapshot> open, String tenant) {
        return open.stream().filter(snapshot -> snapshot.run().state() == SnapshotState.RUNNING
                && snapshot.tenant().equals(tenant)).count();
    }

    private void take(Snapshot snapshot) {
        if (running && assignments.size() < bounds.concurrent() && !assignments.containsKey(snapshot.key())) {
            Assignment.claim(records, snapshot, owner, Instant.now()).ifPresent(assignment -> {
                assignments.put(snapshot.key(), assignment);
                Thread.ofPlatform().name("snapshot-" + snapshot.id()).daemon().start(() -> work(assignment));
            });
        }
    }

    private void work(Assignment assignment) {
        try {
            runner.run(assignment);
        } finally {
            assignments.remove(assignment.snapshot().key());
            synchronized (this) {
                notifyAll();
            }
        }
    }

    private void giveSigns() {
        Instant before = Instant.now().minus(bounds.lease().dividedBy(SIGNS_IN_A_LEASE));
        assignments.values().stream().filter(assignment -> assignment.touched().isBefore(before))
                .forEach(assignment -> assignment.touch(Instant.now()));
    }

    /** Leaves what is under way to others. */
    @Override
    public void stop() {
        synchronized (this) {
            running = false;
            notifyAll();
        }
        assignments.values().forEach(Assignment::end);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        try {
            for (Thread thread : threads) {
                thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
            synchronized (this) {
                while (!assignments.isEmpty() && System.nanoTime() < deadline) {
                    wait(TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()) + 1);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
