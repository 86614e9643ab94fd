package dev.apk8s.local.demo.step;

import java.time.Duration;

/** Notices that a number has not changed for some time. */
final class Stall {
    private final Duration patience;
    private long last = Long.MIN_VALUE;
    private long changed;

    Stall(Duration patience) {
        this.patience = patience;
    }

    boolean lasts(long number) {
        long now = System.nanoTime();
        if (number != last) {
            last = number;
            changed = now;
        }
        return now - changed > patience.toNanos();
    }
}
