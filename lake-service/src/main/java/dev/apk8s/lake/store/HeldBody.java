package dev.apk8s.lake.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.FutureTask;
import okhttp3.MediaType;
import org.jspecify.annotations.Nullable;

/** A body of unknown length: while one part of it is on its way to the store, the next is filled, if there is memory. */
final class HeldBody implements AutoCloseable {
    private static final MediaType BYTES = MediaType.get("application/octet-stream");

    private final InputStream body;
    private final HeldParts held;
    private final Digester digester;
    private final byte[] first;
    private byte @Nullable [] second;
    private @Nullable FutureTask<Void> sending;
    private @Nullable Thread sender;
    private int count;

    /** @param first held already; given back with {@link #close()} */
    HeldBody(InputStream body, HeldParts held, byte[] first, Digester digester) {
        this.body = body;
        this.held = held;
        this.first = first;
        this.digester = digester;
    }

    /** Fills the first part after what is in it, and returns how much is in it then: less than fits only at the end. */
    int fillFirst(int start) throws IOException {
        count = start + body.readNBytes(first, start, first.length - start);
        return count;
    }

    /** Returns, or throws, when no part is on its way any more. */
    Checksums sendTo(PartsWriter upload) throws IOException {
        try {
            return sendAll(upload);
        } finally {
            settle();
        }
    }

    private Checksums sendAll(PartsWriter upload) throws IOException {
        byte[] full = first;
        while (true) {
            digester.update(full, 0, count);
            boolean last = count < full.length;
            if (count > 0) {
                send(upload, full, count);
            }
            if (last) {
                awaitSending();
                return digester.finish();
            }
            full = other(full);
            count = body.readNBytes(full, 0, full.length);
            awaitSending();
        }
    }

    /** The part to be filled while another is sent: the same, after it was sent, where no second is free. */
    private byte[] other(byte[] full) throws IOException {
        if (second == null) {
            second = held.takeIfFree();
        }
        byte[] spare = second;
        if (spare == null) {
            awaitSending();
            return full;
        }
        return full == first ? spare : first;
    }

    private void send(PartsWriter upload, byte[] part, int length) {
        FutureTask<Void> task = new FutureTask<>(() -> {
            upload.add(new ClientBody(new ByteArrayInputStream(part, 0, length), length, BYTES, null, () -> {}));
            return null;
        });
        sending = task;
        sender = Thread.ofVirtual().name("part").start(task);
    }

    private void awaitSending() throws IOException {
        FutureTask<Void> task = sending;
        if (task != null) {
            sending = null;
            StoreFailures.await(task);
        }
    }

    /** A part must not be filled, nor its upload be aborted, while it is still being sent. */
    private void settle() {
        Thread thread = sender;
        boolean interrupted = false;
        while (thread != null && thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException stop) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        held.give(first);
        if (second != null) {
            held.give(second);
        }
    }
}
