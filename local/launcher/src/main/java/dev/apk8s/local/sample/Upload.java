package dev.apk8s.local.sample;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** A stream that tells how much of it was taken. */
final class Upload extends FilterInputStream {
    private final LongConsumer taken;

    Upload(InputStream content, LongConsumer taken) {
        super(content);
        this.taken = taken;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            taken.accept(1);
        }
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            taken.accept(read);
        }
        return read;
    }
}
