package dev.apk8s.lake.store;

import dev.apk8s.platform.problem.ProblemException;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** The memory for bodies whose length is not known: so many parts and no more, used again and again. */
final class HeldParts {
    private final int partSize;
    private final Turns turns;
    private final ConcurrentLinkedDeque<byte[]> spare = new ConcurrentLinkedDeque<>();

    HeldParts(UploadProperties properties) {
        partSize = Math.toIntExact(properties.heldPart().toBytes());
        turns = new Turns(properties.heldParts(), properties.patience(), StoreError.TOO_MANY_UPLOADS);
    }

    /** @throws ProblemException TOO_MANY_UPLOADS if none gets free in time */
    byte[] take() {
        turns.take();
        return next();
    }

    /** Another part for a body that has one already, if there is one to spare: to wait for it could last for ever. */
    byte @Nullable [] takeIfFree() {
        return turns.takeIfFree() ? next() : null;
    }

    void give(byte[] part) {
        spare.push(part);
        turns.release();
    }

    int inUse() {
        return turns.taken();
    }

    private byte[] next() {
        byte[] part = spare.poll();
        return part == null ? new byte[partSize] : part;
    }
}
