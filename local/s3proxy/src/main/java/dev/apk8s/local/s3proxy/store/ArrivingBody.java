package dev.apk8s.local.s3proxy.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The body of an object while it arrives. At its end the key becomes this writer's own: what comes then, the file's
 * attributes and its renaming, takes no time, whereas a slow sender must not keep others from the key.
 */
final class ArrivingBody extends FilterInputStream {
    private final Runnable atEnd;
    private boolean begun;
    private boolean ended;

    ArrivingBody(InputStream body, Runnable atEnd) {
        super(body);
        this.atEnd = atEnd;
    }

    @Override
    public int read() throws IOException {
        begun = true;
        int next = super.read();
        if (next < 0) {
            end();
        }
        return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        begun = true;
        int count = super.read(bytes, offset, length);
        if (count < 0) {
            end();
        }
        return count;
    }

    private void end() {
        if (!ended) {
            ended = true;
            atEnd.run();
        }
    }

    /** Whether anything was read, so that it cannot be read anew. */
    boolean isBegun() {
        return begun;
    }
}
