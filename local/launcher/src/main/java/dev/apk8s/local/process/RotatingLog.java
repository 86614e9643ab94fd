package dev.apk8s.local.process;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A log file of bounded size: when it is full it becomes {@code NAME.1.log}, and so on, and the oldest goes. */
public final class RotatingLog implements Closeable {
    public static final long DEFAULT_BYTES = 10L << 20;
    private static final int OLDER_FILES = 2;

    private final Path file;
    private final long mostBytes;
    private OutputStream output;
    private long size;

    public RotatingLog(Path file, long mostBytes) throws IOException {
        this.file = file;
        this.mostBytes = mostBytes;
        this.output = open();
        this.size = Files.size(file);
    }

    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        if (size > 0 && size + length > mostBytes) {
            rotate();
        }
        output.write(bytes, offset, length);
        size += length;
    }

    public void writeLine(String line) throws IOException {
        byte[] bytes = (line + System.lineSeparator()).getBytes(StandardCharsets.UTF_8);
        write(bytes, 0, bytes.length);
    }

    @Override
    public synchronized void close() throws IOException {
        output.close();
    }

    private void rotate() throws IOException {
        output.close();
        for (int age = OLDER_FILES; age >= 1; age--) {
            Path younger = age == 1 ? file : aged(age - 1);
            if (Files.exists(younger)) {
                Files.move(younger, aged(age), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        output = open();
        size = 0;
    }

    private OutputStream open() throws IOException {
        return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Path aged(int age) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return file.resolveSibling(name.substring(0, dot) + "." + age + name.substring(dot));
    }
}
