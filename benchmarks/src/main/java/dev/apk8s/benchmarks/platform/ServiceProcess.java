package dev.apk8s.benchmarks.platform;

import dev.apk8s.benchmarks.measure.BenchmarkException;
import dev.apk8s.local.process.Blueprint;
import dev.apk8s.local.process.ChildProcess;
import dev.apk8s.local.process.LastLines;
import dev.apk8s.local.process.Probe;
import dev.apk8s.local.process.RotatingLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A service that runs for a benchmark. */
public final class ServiceProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final long LOOK_MILLIS = 100;

    private final ChildProcess child;
    private final RotatingLog log;
    private final Duration stopTimeout;
    private final String url;
    private final Thread atExit;

    private ServiceProcess(ChildProcess child, RotatingLog log, Duration stopTimeout, String url) {
        this.child = child;
        this.log = log;
        this.stopTimeout = stopTimeout;
        this.url = url;
        // A held process does not notice that this one has gone.
        atExit = Thread.ofPlatform().unstarted(() -> ProcessHandle.of(child.pid()).ifPresent(
                ProcessHandle::destroyForcibly));
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Returns when it is ready. */
    static ServiceProcess start(Blueprint blueprint, Path logFile, String url) throws InterruptedException {
        LastLines lastLines = new LastLines();
        try {
            RotatingLog log = new RotatingLog(logFile, RotatingLog.DEFAULT_BYTES);
            Probe.forget(blueprint);
            ChildProcess child = ChildProcess.start(blueprint.run(), log, lastLines);
            ServiceProcess process = new ServiceProcess(child, log, blueprint.descriptor().lifecycle().stopTimeout(),
                    url);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!Probe.isReady(blueprint)) {
                if (!child.isAlive() || System.nanoTime() > deadline) {
                    process.close();
                    throw new BenchmarkException(blueprint.descriptor().name() + " did not come up; " + logFile
                            + " ends:\n  " + String.join("\n  ", lastLines.toList()));
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            return process;
        } catch (IOException fault) {
            throw new BenchmarkException("Cannot start " + blueprint.descriptor().name(), fault);
        }
    }

    /** Where its API is. */
    public String url() {
        return url;
    }

    public long pid() {
        return child.pid();
    }

    /** The most resident memory it ever had, in bytes (VmHWM). */
    public long peakMemory() {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(child.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10).findFirst().orElse(0);
        } catch (IOException fault) {
            throw new BenchmarkException("The memory of process " + child.pid() + " cannot be read", fault);
        }
    }

    /** Holds it, as if its machine were busy elsewhere. */
    public void freeze() throws InterruptedException {
        signal("STOP");
    }

    public void thaw() throws InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws InterruptedException {
        try {
            if (new ProcessBuilder("kill", "-" + name, Long.toString(child.pid())).start().waitFor() != 0) {
                throw new BenchmarkException("Process " + child.pid() + " does not take the signal " + name);
            }
        } catch (IOException fault) {
            throw new BenchmarkException("No kill command", fault);
        }
    }

    @Override
    public void close() {
        try {
            child.stop(stopTimeout);
            Runtime.getRuntime().removeShutdownHook(atExit);
            log.close();
        } catch (IOException fault) {
            throw new BenchmarkException("The log cannot be closed", fault);
        } catch (InterruptedException fault) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("Interrupted while process " + child.pid() + " was to stop", fault);
        }
    }
}
