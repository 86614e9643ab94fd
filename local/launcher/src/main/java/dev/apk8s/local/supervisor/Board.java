package dev.apk8s.local.supervisor;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** Where all components' states stand, and the one place to wait for any change. */
final class Board {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Snapshot> snapshots = new ConcurrentHashMap<>();

    Snapshot get(String component) {
        return snapshots.getOrDefault(component, Snapshot.initial());
    }

    void update(String component, UnaryOperator<Snapshot> change) {
        lock.lock();
        try {
            snapshots.put(component, change.apply(get(component)));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Something outside the board changed on which somebody may wait. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the condition, which is asked again at each change.
     *
     * @return whether it came true in time
     */
    boolean await(BooleanSupplier condition, Duration timeout) throws InterruptedException {
        long left = timeout.toNanos();
        lock.lock();
        try {
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    void await(BooleanSupplier condition) throws InterruptedException {
        lock.lock();
        try {
            while (!condition.getAsBoolean()) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nothing is about to start or to end, or nothing can go on. */
    void awaitCalm() throws InterruptedException {
        await(() -> isStuck() || snapshots.values().stream().allMatch(snapshot -> snapshot.state().isSettled()));
    }

    boolean isAllReady(Collection<String> components) {
        return components.stream().allMatch(component -> get(component).state() == ComponentState.READY);
    }

    boolean isAllSettled(Collection<String> components) {
        return components.stream().allMatch(component -> get(component).state().isSettled());
    }

    /** Something fails, and nothing moves any more: what waits will wait on. */
    boolean isStuck() {
        return snapshots.values().stream().anyMatch(snapshot -> snapshot.state() == ComponentState.FAILING)
                && snapshots.values().stream().noneMatch(snapshot -> snapshot.state().isMoving());
    }
}
