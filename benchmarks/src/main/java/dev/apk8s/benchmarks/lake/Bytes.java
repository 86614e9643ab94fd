package dev.apk8s.benchmarks.lake;

import java.io.InputStream;
import java.util.Random;

/** An object's bytes, made while they are read. */
final class Bytes extends InputStream {
    private static final int BLOCK = 1 << 18;

    private final byte[] block = new byte[BLOCK];
    private long left;

    Bytes(long length) {
        left = length;
        new Random(1).nextBytes(block);
    }

    @Override
    public int read() {
        return left-- > 0 ? block[(int) (left % BLOCK)] & 0xff : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int wanted) {
        if (left <= 0) {
            return -1;
        }
        int start = (int) (left % BLOCK);
        int count = (int) Math.min(Math.min(wanted, BLOCK - start), left);
        System.arraycopy(block, start, buffer, offset, count);
        left -= count;
        return count;
    }
}
