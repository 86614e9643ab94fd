package dev.apk8s.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Finds who listens on a port: from {@code /proc} on Linux, else by {@code lsof}; as far as rights go. */
public final class PortHolder {
    private static final String LISTEN = "0A";
    private static final int MOST_COMMAND = 80;

    private PortHolder() {}

    /** Such as {@code process 4711 (java -jar x.jar)}. */
    public static Optional<String> find(int port) {
        try {
            Optional<Long> pid = Files.exists(Path.of("/proc/net/tcp")) ? fromProc(port) : fromLsof(port);
            return pid.map(PortHolder::describe);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Optional<Long> fromProc(int port) throws IOException {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            if (Files.exists(Path.of(table))) {
                for (String line : Files.readAllLines(Path.of(table))) {
                    String[] columns = line.strip().split("\\s+", -1);
                    if (columns.length > 9 && columns[3].equals(LISTEN)
                            && columns[1].endsWith(String.format(Locale.ROOT, ":%04X", port))) {
                        sockets.add("socket:[" + columns[9] + "]");
                    }
                }
            }
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process, sockets)) {
                    return Optional.of(Long.valueOf(process.getFileName().toString()));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean holds(Path process, Set<String> sockets) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (Files.isSymbolicLink(descriptor)
                        && sockets.contains(Files.readSymbolicLink(descriptor).toString())) {
                    return true;
                }
            }
            return false;
        } catch (IOException _) {
            // Somebody else's process, or one that has just ended.
            return false;
        }
    }

    private static Optional<Long> fromLsof(int port) throws IOException {
        Process lsof = new ProcessBuilder("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN").start();
        try {
            String text = new String(lsof.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            lsof.waitFor(2, TimeUnit.SECONDS);
            return text.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(text.lines().findFirst().orElse("")));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static String describe(long pid) {
        String command = ProcessHandle.of(pid).flatMap(handle -> handle.info().commandLine()).orElse("");
        String shown = command.length() > MOST_COMMAND ? command.substring(0, MOST_COMMAND) + "…" : command;
        return "process " + pid + (shown.isEmpty() ? "" : " (" + shown + ")");
    }
}
