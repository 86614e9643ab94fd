package dev.apk8s.local.sample;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Rows that are made as they are read; no more than one is held. */
final class DonorStream extends InputStream {
    private final Donors donors;
    private final int last;
    private int next;
    private byte[] line = Donors.HEADER.getBytes(StandardCharsets.US_ASCII);
    private int position;

    DonorStream(Donors donors, int first, int last) {
        this.donors = donors;
        this.next = first;
        this.last = last;
    }

    @Override
    public int read() {
        return fill() ? line[position++] : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        int read = 0;
        while (read < length && fill()) {
            int part = Math.min(length - read, line.length - position);
            System.arraycopy(line, position, buffer, offset + read, part);
            position += part;
            read += part;
        }
        return read == 0 && length > 0 ? -1 : read;
    }

    private boolean fill() {
        if (position == line.length && next <= last) {
            line = donors.row(next++).getBytes(StandardCharsets.US_ASCII);
            position = 0;
        }
        return position < line.length;
    }
}
