package dev.apk8s.lake.processor;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Counts what is read of a stream, and tells of it at each megabyte. */
final class CountingStream extends FilterInputStream {
    private static final long STEP = 1 << 20;

    private final LongConsumer told;
    private long count;
    private long next = STEP;

    CountingStream(InputStream in) {
        this(in, _ -> {});
    }

    CountingStream(InputStream in, LongConsumer told) {
        super(in);
        this.told = told;
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        add(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        add(Math.max(0, read));
        return read;
    }

    private void add(int more) {
        count += more;
        if (count >= next) {
            next = count + STEP;
            told.accept(count);
        }
    }
}
