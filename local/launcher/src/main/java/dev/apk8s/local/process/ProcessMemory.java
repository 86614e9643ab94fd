package dev.apk8s.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The resident memory of a process. */
public final class ProcessMemory {
    private static final boolean HAS_PROC = Files.isDirectory(Path.of("/proc/self"));

    private ProcessMemory() {}

    /** Bytes; empty when the process is gone or the system does not tell. */
    public static OptionalLong residentBytes(long pid) {
        try {
            return HAS_PROC ? fromProc(pid) : fromPs(pid);
        } catch (IOException _) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong fromProc(long pid) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:")).mapToLong(ProcessMemory::kilobytes).findFirst();
        }
    }

    private static OptionalLong fromPs(long pid) throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
        try {
            String text = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            ps.waitFor(2, TimeUnit.SECONDS);
            return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(kilobytes(text));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }

    private static long kilobytes(String text) {
        return Long.parseLong(text.replaceAll("\\D", "")) << 10;
    }
}
