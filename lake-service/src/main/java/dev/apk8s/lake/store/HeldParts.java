package dev.apk8s.lake.store;

import dev.apk8s.platform.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The memory for bodies whose length is not known: so many parts and no more, used again and again. */
final class HeldParts {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final int partSize;
    private final Duration patience;
    private final Semaphore permits;
    private final ConcurrentLinkedDeque<byte[]> spare = new ConcurrentLinkedDeque<>();

    HeldParts(UploadProperties properties) {
        partSize = Math.toIntExact(properties.heldPart().toBytes());
        patience = properties.patience();
        permits = new Semaphore(properties.heldParts(), true);
    }

    /** @throws ProblemException TOO_MANY_UPLOADS if none gets free in time */
    byte[] take() {
        await(permits, patience);
        return next();
    }

    /** Another part for a body that has one already, if there is one to spare: to wait for it could last for ever. */
    byte @Nullable [] takeIfFree() {
        return permits.tryAcquire() ? next() : null;
    }

    void give(byte[] part) {
        spare.push(part);
        permits.release();
    }

    int held() {
        return spare.size();
    }

    static void await(Semaphore permits, Duration patience) {
        try {
            if (permits.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new ProblemException(StoreError.TOO_MANY_UPLOADS, "Try again when others are done.")
                .retryAfter(RETRY_AFTER);
    }

    private byte[] next() {
        byte[] part = spare.poll();
        return part == null ? new byte[partSize] : part;
    }
}
