package dev.apk8s.lake.kept;

import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/** Bytes that need no memory: the same for the same length, and never twice the same block in a row. */
final class Body extends InputStream {
    private static final int BLOCK = 1 << 16;

    private final byte[] block = new byte[BLOCK];
    private final long length;
    private long position;

    Body(long length) {
        this.length = length;
        new Random(length).nextBytes(block);
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int wanted) {
        if (position >= length) {
            return -1;
        }
        int start = (int) (position % BLOCK);
        int count = (int) Math.min(Math.min(wanted, BLOCK - start), length - position);
        System.arraycopy(block, start, buffer, offset, count);
        position += count;
        return count;
    }

    String sha256() {
        return sha256(new Body(length));
    }

    static String sha256(InputStream body) {
        try (Digesting out = new Digesting(MessageDigest.getInstance("SHA-256"))) {
            body.transferTo(out);
            return HexFormat.of().formatHex(out.digest.digest());
        } catch (java.io.IOException | NoSuchAlgorithmException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static final class Digesting extends OutputStream {
        private final MessageDigest digest;

        Digesting(MessageDigest digest) {
            this.digest = digest;
        }

        @Override
        public void write(int one) {
            digest.update((byte) one);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            digest.update(bytes, offset, length);
        }
    }
}
