package dev.apk8s.lake.snapshot;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way to the lake: collected on disk, so that its length and checksum are known before the first byte is
 * sent, and it can be sent again. It has no name while it is open, so that nothing is left of it whatever happens.
 */
final class SpoolFile implements Closeable {
    private static final int BUFFER = 128 << 10;

    private final FileChannel channel;
    private final MessageDigest digest = Sha256.digest();
    private final OutputStream output;
    private @Nullable String sha256;

    SpoolFile(Path directory) throws IOException {
        Files.createDirectories(directory);
        channel = FileChannel.open(directory.resolve("snapshot-" + UUID.randomUUID()),
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE));
        output = new BufferedOutputStream(new DigestOutputStream(Channels.newOutputStream(channel), digest), BUFFER);
    }

    OutputStream output() {
        return output;
    }

    /** Nothing is written after it. */
    void complete() throws IOException {
        output.flush();
        sha256 = HexFormat.of().formatHex(digest.digest());
    }

    String sha256() {
        if (sha256 == null) {
            throw new IllegalStateException("The file is not complete");
        }
        return sha256;
    }

    long size() throws IOException {
        return channel.size();
    }

    /** All of it, from its beginning. One at a time; closing it leaves the file as it is. */
    InputStream content() throws IOException {
        return new FilterInputStream(Channels.newInputStream(channel.position(0))) {
            @Override
            public void close() {
                // The file may be sent again.
            }
        };
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
