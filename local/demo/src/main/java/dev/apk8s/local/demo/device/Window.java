package dev.apk8s.local.demo.device;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** How many messages a device may have under way: published and not yet acknowledged by the broker. */
final class Window {
    private static final int SIZE = 32;
    private final Semaphore room = new Semaphore(SIZE);

    /** Waits for room; false if there is none for this long. */
    boolean enter(Duration limit) throws InterruptedException {
        return room.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    void leave() {
        room.release();
    }

    /** Waits until nothing is under way. */
    boolean awaitEmpty(Duration limit) throws InterruptedException {
        if (!room.tryAcquire(SIZE, limit.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        room.release(SIZE);
        return true;
    }
}
