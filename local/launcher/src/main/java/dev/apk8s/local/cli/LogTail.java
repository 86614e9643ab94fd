package dev.apk8s.local.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** The end of a log file, in blocks of bytes: a long line or a large file takes no more memory. */
final class LogTail {
    private static final int BLOCK = 16 << 10;
    private static final long INTERVAL_MILLIS = 200;

    /** Takes bytes in the order of the file. */
    interface Sink {
        void write(byte[] bytes, int length) throws IOException;
    }

    private final Path file;
    private final Sink sink;
    private long position;

    LogTail(Path file, Sink sink) {
        this.file = file;
        this.sink = sink;
    }

    void printLast(int lines) throws IOException {
        try (SeekableByteChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            position = startOfLast(channel, lines);
            copy(channel);
        }
    }

    /** Goes on for ever; when the file was rotated, with the new one from its beginning. */
    void follow() throws IOException, InterruptedException {
        while (true) {
            TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS);
            if (Files.exists(file)) {
                try (SeekableByteChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                    if (channel.size() < position) {
                        position = 0;
                    }
                    copy(channel);
                }
            }
        }
    }

    private void copy(SeekableByteChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BLOCK);
        channel.position(position);
        while (channel.read(buffer) > 0) {
            sink.write(buffer.array(), buffer.position());
            position += buffer.position();
            buffer.clear();
        }
    }

    private static long startOfLast(SeekableByteChannel channel, int lines) throws IOException {
        int ends = 0;
        long end = channel.size();
        while (end > 0) {
            int length = (int) Math.min(BLOCK, end);
            ByteBuffer block = ByteBuffer.allocate(length);
            channel.position(end - length);
            while (block.hasRemaining() && channel.read(block) >= 0) {
                // A read may give less than asked for.
            }
            for (int i = length - 1; i >= 0; i--) {
                boolean last = end - length + i == channel.size() - 1;
                if (block.get(i) == '\n' && !last && ++ends == lines) {
                    return end - length + i + 1;
                }
            }
            end -= length;
        }
        return lines == 0 ? channel.size() : 0;
    }
}
