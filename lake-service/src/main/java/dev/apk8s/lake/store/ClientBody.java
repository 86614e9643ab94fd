package dev.apk8s.lake.store;

import dev.apk8s.platform.problem.ProblemException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * A body of known length that goes from its sender to the store as it comes. The store keeps nothing before it has all
 * of it, so the end is held back until the checksums are known to be right: a body that is not what it should be, or
 * whose sender breaks off, is never complete.
 */
final class ClientBody extends RequestBody {
    private static final int CHUNK = 128 << 10;

    private final InputStream source;
    private final long length;
    private final MediaType type;
    private final @Nullable Digester digester;
    private final Checker checker;
    private @Nullable IOException fault;
    private @Nullable ProblemException refusal;

    /** Says whether a body that is about to be complete is as it should be. */
    interface Checker {
        /** @throws ProblemException if it is not */
        void check();
    }

    /** @param digester that each byte goes through; null for none */
    ClientBody(InputStream source, long length, MediaType type, @Nullable Digester digester, Checker checker) {
        this.source = source;
        this.length = length;
        this.type = type;
        this.digester = digester;
        this.checker = checker;
    }

    @Override
    public MediaType contentType() {
        return type;
    }

    @Override
    public long contentLength() {
        return length;
    }

    /** What has been read cannot be read again. */
    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        int size = (int) Math.min(CHUNK, Math.max(1, length));
        byte[] held = new byte[size];
        byte[] next = new byte[size];
        long left = length;
        int count = fill(held, left);
        left -= count;
        while (left > 0) {
            int more = fill(next, left);
            left -= more;
            sink.write(held, 0, count);
            byte[] written = held;
            held = next;
            next = written;
            count = more;
        }
        try {
            checker.check();
        } catch (ProblemException wrong) {
            refusal = wrong;
            throw new IOException("The body is refused", wrong);
        }
        sink.write(held, 0, count);
    }

    /** Throws why the body could not be read, if that is why the store did not get it. */
    void throwFault() throws IOException {
        if (refusal != null) {
            throw refusal;
        }
        if (fault != null) {
            throw fault;
        }
    }

    private int fill(byte[] chunk, long left) throws IOException {
        int wanted = (int) Math.min(chunk.length, left);
        try {
            int count = source.readNBytes(chunk, 0, wanted);
            if (count < wanted) {
                throw new EOFException("The body ends before the length that was announced");
            }
            if (digester != null) {
                digester.update(chunk, 0, count);
            }
            return count;
        } catch (ProblemException tooLarge) {
            refusal = tooLarge;
            throw new IOException("The body is refused", tooLarge);
        } catch (IOException broken) {
            fault = broken;
            throw broken;
        }
    }
}
