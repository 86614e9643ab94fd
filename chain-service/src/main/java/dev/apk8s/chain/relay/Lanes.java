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

/** Lets every account that has something under way, and is this replica's, make its steps: one at a time for each. */
@Component
final class Lanes implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Lanes.class);
    private static final int AT_ONCE = 16;
    private static final long STOP_SECONDS = 15;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final Node node;
    private final Transactions transactions;
    private final Slots slots;
    private final Ownership ownership;
    private final Lane lane;
    private final long tickMillis;
    private final Map<String, Memory> memories = new ConcurrentHashMap<>();
    private final Set<String> stepping = ConcurrentHashMap.newKeySet();
    private final Semaphore turns = new Semaphore(AT_ONCE);
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
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("relay").start(this::work);
    }

    private void work() {
        long pause = tickMillis;
        while (running) {
            try {
                List<String> busy = Stream.concat(transactions.busyAccounts(), slots.busyAccounts()).distinct()
                        .filter(ownership::owns).toList();
                memories.keySet().retainAll(busy);
                if (!busy.isEmpty()) {
                    Block head = Block.of(node.call(Block.latest()).orThrow());
                    busy.forEach(account -> begin(account, head));
                }
                pause = tickMillis;
            } catch (ProblemException away) {
                pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
                log.warn("The relay waits: {}", away.getMessage());
            } catch (RuntimeException failure) {
                pause = LONGEST_PAUSE_MILLIS;
                log.error("The relay tries again", failure);
            }
            if (!waited(pause)) {
                return;
            }
        }
    }

    private static boolean waited(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void begin(String account, Block head) {
        if (turns.tryAcquire()) {
            if (stepping.add(account)) {
                Thread.ofVirtual().name("lane-" + account).start(() -> step(account, head));
            } else {
                turns.release();
            }
        }
    }

    private void step(String account, Block head) {
        try {
            lane.step(account, head, memories.computeIfAbsent(account, _ -> new Memory()));
        } catch (ProblemException away) {
            log.warn("Account {} goes on later: {}", account, away.getMessage());
        } catch (TableConflictException other) {
            log.info("Another replica works for account {}: {}", account, other.getMessage());
        } catch (RuntimeException failure) {
            log.error("Account {} goes on later", account, failure);
        } finally {
            stepping.remove(account);
            turns.release();
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
}
