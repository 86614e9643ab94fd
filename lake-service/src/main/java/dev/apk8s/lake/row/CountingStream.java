package dev.apk8s.lake.row;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.io.PositionOutputStream;

/** Counts what passes. Closing it flushes the stream below, which is another's. */
final class CountingStream extends PositionOutputStream {
    private final OutputStream below;
    private long count;

    CountingStream(OutputStream below) {
        this.below = below;
    }

    @Override
    public long getPos() {
        return count;
    }

    @Override
    public void write(int octet) throws IOException {
        below.write(octet);
        count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        below.write(bytes, offset, length);
        count += length;
    }

    @Override
    public void flush() throws IOException {
        below.flush();
    }

    @Override
    public void close() throws IOException {
        below.flush();
    }
}
