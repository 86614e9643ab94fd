package dev.apk8s.lake.store;

import dev.apk8s.platform.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A bound on what is done at once: so many have their turn, the others wait for a while. */
public final class Turns {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final int all;
    private final Duration patience;
    private final StoreError refusal;
    private final Semaphore free;

    /** @param refusal answered to those who waited in vain */
    public Turns(int all, Duration patience, StoreError refusal) {
        this.all = all;
        this.patience = patience;
        this.refusal = refusal;
        free = new Semaphore(all, true);
    }

    /**
     * Returns when it is the caller's turn, who gives it back with {@link #release()}.
     *
     * @throws ProblemException if that is not in time
     */
    public void take() {
        try {
            if (free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new ProblemException(refusal, "Try again when others are done.").retryAfter(RETRY_AFTER);
    }

    boolean takeIfFree() {
        return free.tryAcquire();
    }

    public void release() {
        free.release();
    }

    int taken() {
        return all - free.availablePermits();
    }
}
