package dev.apk8s.chain.relay;

import dev.apk8s.chain.node.Block;
import dev.apk8s.chain.node.Node;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.table.TableConflictException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Lets every account that has something under way, and is this replica's, make its steps: of each kind one at a time. What
 * is under way is followed at each tick, what comes is filled in at once.
 */
@Component
final class Lanes implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Lanes.class);
    private static final int AT_ONCE = 16;
    private static final long STOP_SECONDS = 15;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    /** What comes in the meantime goes together. */
    private static final long GATHER_MILLIS = 5;

    private final Node node;
    private final Transactions transactions;
    private final Slots slots;
    private final Ownership ownership;
    private final Lane lane;
    private final long tickMillis;
    private final Map<String, Memory> memories = new ConcurrentHashMap<>();
    private final Set<Step> stepping = ConcurrentHashMap.newKeySet();
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final Semaphore calls = new Semaphore(0);
    private volatile boolean hurry;
    private volatile boolean running;
    private volatile @Nullable Thread thread;

    Lanes(Node node, Transactions transactions, Slots slots, Ownership ownership, Lane lane,
            RelayProperties properties) {
        this.node = node;
        this.transactions = transactions;
        this.slots = slots;
        this.ownership = ownership;
        this.lane = lane;
        this.tickMillis = properties.tick().toMillis();
        transactions.onWish(wish -> {
            // What is sent and not wanted any more must not wait for the next tick: a block may come first.
            if (wish.cancelled()) {
                hurry = true;
            }
            look();
        });
        ownership.onAssignment(this::look);
    }

    /** Does not wait for the next tick. */
    private void look() {
        if (calls.availablePermits() == 0) {
            calls.release();
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("relay").start(this::work);
    }

    private void work() {
        long pause = tickMillis;
        long next = System.nanoTime();
        Block head = null;
        while (running) {
            boolean away = true;
            try {
                List<String> busy = Stream.concat(transactions.busyAccounts(), slots.busyAccounts()).distinct()
                        .filter(ownership::owns).toList();
                memories.keySet().retainAll(busy);
                if (!busy.isEmpty() && (head == null || hurry || System.nanoTime() - next >= 0)) {
                    hurry = false;
                    head = Block.of(node.call(Block.latest()).orThrow());
                    next = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(tickMillis);
                    begin(Part.FOLLOW, busy, head);
                }
                if (head != null) {
                    begin(Part.FILL, busy, head);
                }
                pause = tickMillis;
                away = false;
            } catch (ProblemException unavailable) {
                pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
                log.warn("The relay waits: {}", unavailable.getMessage());
            } catch (RuntimeException failure) {
                pause = LONGEST_PAUSE_MILLIS;
                log.error("The relay tries again", failure);
            }
            if (!waited(pause, away)) {
                return;
            }
        }
    }

    /** As long as the pause is; where the node is there, only until something is to be done. */
    private boolean waited(long millis, boolean away) {
        try {
            if (away) {
                TimeUnit.MILLISECONDS.sleep(millis);
            } else if (calls.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
                TimeUnit.MILLISECONDS.sleep(GATHER_MILLIS);
                calls.drainPermits();
            }
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void begin(Part part, List<String> accounts, Block head) {
        for (String account : accounts) {
            Step step = new Step(account, part);
            if (!turns.tryAcquire()) {
                return;
            }
            if (stepping.add(step)) {
                Thread.ofVirtual().name("lane-" + account).start(() -> take(step, head));
            } else {
                turns.release();
            }
        }
    }

    private void take(Step step, Block head) {
        Memory memory = memories.computeIfAbsent(step.account(), _ -> new Memory());
        boolean more = false;
        boolean failed = true;
        try {
            switch (step.part()) {
                case FOLLOW -> lane.follow(step.account(), head, memory);
                // More may come while something is sent.
                case FILL -> more = lane.fill(step.account(), head, memory);
            }
            failed = false;
        } catch (ProblemException away) {
            log.warn("Account {} goes on later: {}", step.account(), away.getMessage());
        } catch (TableConflictException other) {
            log.info("Another replica works for account {}: {}", step.account(), other.getMessage());
        } catch (RuntimeException failure) {
            log.error("Account {} goes on later", step.account(), failure);
        } finally {
            turns.release();
            if (failed) {
                rest();
            }
            stepping.remove(step);
        }
        if (more) {
            look();
        }
    }

    /** What comes meanwhile must not let an account try again at once. */
    private void rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(tickMillis);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        Thread working = thread;
        if (working == null) {
            return;
        }
        working.interrupt();
        try {
            working.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
            if (!turns.tryAcquire(AT_ONCE, STOP_SECONDS, TimeUnit.SECONDS)) {
                log.warn("Some accounts were in the middle of a step: the next replica goes on");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private enum Part {
        FOLLOW,
        FILL
    }

    private record Step(String account, Part part) {}
}
