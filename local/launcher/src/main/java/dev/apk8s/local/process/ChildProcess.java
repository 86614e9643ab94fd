package dev.apk8s.local.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A running child. Its standard input stays open for as long as the launcher lives and ends with it. */
public final class ChildProcess {
    private static final long KILL_LIMIT_SECONDS = 10;

    private final Process process;
    private final ProcessIdentity identity;
    private final ProcessTree tree;
    private final Thread pump;

    private ChildProcess(Process process, Thread pump) {
        this.process = process;
        this.pump = pump;
        this.identity = ProcessIdentity.of(process.toHandle());
        this.tree = new ProcessTree(process.toHandle());
    }

    /**
     * Starts it and reads what it says until it ends.
     *
     * @param log takes all output; it stays open
     * @param lines told each line of output, from another thread
     */
    public static ChildProcess start(Launch launch, RotatingLog log, Consumer<String> lines) throws IOException {
        Files.createDirectories(launch.directory());
        ProcessBuilder builder = new ProcessBuilder(launch.command()).directory(launch.directory().toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(launch.environment());
        Process process = builder.start();
        log.writeLine(
                "--- " + Instant.now().truncatedTo(ChronoUnit.SECONDS) + " process " + process.pid() + " started");
        Thread pump = Thread.ofPlatform().daemon().name("output-" + process.pid())
                .start(() -> pump(process, log, lines));
        return new ChildProcess(process, pump);
    }

    public ProcessIdentity identity() {
        return identity;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Runs this, in another thread, when the process has ended. */
    public void whenEnded(Runnable action) {
        CompletableFuture<Void> _ = process.onExit().thenRun(action);
    }

    public CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** Waits for the end; gives the exit code. */
    public int awaitExit() throws InterruptedException {
        return process.waitFor();
    }

    /** The exit code of a process that has ended; above 128 it was a signal, by the shell's custom. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Remembers who belongs to this child, so that a later kill reaches orphans too. */
    public void look() {
        tree.look();
    }

    /** Asks to end, and kills the whole tree when that takes too long. Returns when the process is gone. */
    public void stop(Duration timeout) throws InterruptedException {
        tree.look();
        // Process.destroy would close the streams as well and lose the last words.
        process.toHandle().destroy();
        process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        kill();
    }

    /** Kills the whole tree at once. Returns when the process is gone and its output is read. */
    public void kill() throws InterruptedException {
        tree.kill();
        process.waitFor(KILL_LIMIT_SECONDS, TimeUnit.SECONDS);
        pump.join(Duration.ofSeconds(1));
    }

    private static void pump(Process process, RotatingLog log, Consumer<String> lines) {
        LineSplitter splitter = new LineSplitter(lines);
        byte[] buffer = new byte[8192];
        try (InputStream output = process.getInputStream()) {
            for (int length = output.read(buffer); length >= 0; length = output.read(buffer)) {
                splitter.write(buffer, length);
                log.write(buffer, 0, length);
            }
            splitter.flush();
        } catch (IOException fault) {
            lines.accept("(output lost: " + fault.getMessage() + ")");
        }
    }
}
