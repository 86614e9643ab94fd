package dev.apk8s.local.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts a stream of bytes into lines, of which only the first part is kept when they are long. */
final class LineSplitter {
    private static final int MOST_BYTES = 2_000;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Consumer<String> lines;

    LineSplitter(Consumer<String> lines) {
        this.lines = lines;
    }

    void write(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                flush();
            } else if (bytes[i] != '\r' && line.size() < MOST_BYTES) {
                line.write(bytes[i]);
            }
        }
    }

    void flush() {
        lines.accept(line.toString(StandardCharsets.UTF_8));
        line.reset();
    }
}
