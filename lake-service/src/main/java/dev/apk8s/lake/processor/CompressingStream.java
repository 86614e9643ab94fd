package dev.apk8s.lake.processor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterInputStream;

/**
 * The gzip form (RFC 1952) of what another stream has, made as it is read: level 3, without a name or a time, so that
 * the same bytes always become the same.
 */
final class CompressingStream extends InputStream {
    private static final int LEVEL = 3;
    private static final int BUFFER = 64 << 10;
    private static final int TRAILER = 8;
    /** Magic, deflate, no flags, no time, no extra flags, unknown system. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private final CRC32 checksum = new CRC32();
    private final Deflater deflater = new Deflater(LEVEL, true);
    private final CountingStream source;
    private final InputStream deflated;
    private InputStream current = new ByteArrayInputStream(HEADER);
    private Section section = Section.HEADER;

    private enum Section {
        HEADER,
        DATA,
        TRAILER
    }

    CompressingStream(InputStream source) {
        this.source = new CountingStream(source);
        this.deflated = new DeflaterInputStream(new CheckedInputStream(this.source, checksum), deflater, BUFFER);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int read = current.read(bytes, offset, length);
        while (read < 0 && section != Section.TRAILER) {
            next();
            read = current.read(bytes, offset, length);
        }
        return read;
    }

    private void next() {
        if (section == Section.HEADER) {
            section = Section.DATA;
            current = deflated;
        } else {
            section = Section.TRAILER;
            current = new ByteArrayInputStream(ByteBuffer.allocate(TRAILER).order(ByteOrder.LITTLE_ENDIAN)
                    .putInt((int) checksum.getValue()).putInt((int) source.count()).array());
        }
    }

    @Override
    public void close() throws IOException {
        deflater.end();
        source.close();
    }
}
