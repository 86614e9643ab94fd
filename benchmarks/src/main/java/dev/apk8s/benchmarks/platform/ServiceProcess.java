package dev.apk8s.benchmarks.platform;

import dev.apk8s.benchmarks.measure.BenchmarkException;
import dev.apk8s.local.process.Blueprint;
import dev.apk8s.local.process.ChildProcess;
import dev.apk8s.local.process.LastLines;
import dev.apk8s.local.process.Probe;
import dev.apk8s.local.process.RotatingLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A service that runs for a benchmark. */
public final class ServiceProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final long LOOK_MILLIS = 100;

    private final ChildProcess child;
    private final RotatingLog log;
    private final Duration stopTimeout;
    private final String url;
    private final URI meters;
    private final Thread atExit;

    private ServiceProcess(ChildProcess child, RotatingLog log, Duration stopTimeout, String url,
            URI meters) {
        this.child = child;
        this.log = log;
        this.stopTimeout = stopTimeout;
        this.url = url;
        this.meters = meters;
        // A held process does not notice that this one has gone.
        atExit = Thread.ofPlatform().unstarted(() -> ProcessHandle.of(child.pid()).ifPresent(
                ProcessHandle::destroyForcibly));
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Returns when it is ready.
     *
     * @param management where its meters are
     */
    static ServiceProcess start(Blueprint blueprint, Path logFile, String url, String management)
            throws InterruptedException {
        LastLines lastLines = new LastLines();
        try {
            RotatingLog log = new RotatingLog(logFile, RotatingLog.DEFAULT_BYTES);
            Probe.forget(blueprint);
            ChildProcess child = ChildProcess.start(blueprint.run(), log, lastLines);
            ServiceProcess process = new ServiceProcess(child, log, blueprint.descriptor().lifecycle().stopTimeout(),
                    url, URI.create(management + "/actuator/prometheus"));
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

    /** Returns when one of its gauges has a value. */
    public void await(String gauge, double value) throws InterruptedException {
        Pattern line = Pattern.compile("^" + gauge + "(?:\\{[^}]*})? (\\S+)$", Pattern.MULTILINE);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest look = HttpRequest.newBuilder(meters).build();
            while (true) {
                Matcher found = line.matcher(http.send(look, HttpResponse.BodyHandlers.ofString()).body());
                if (found.find() && Double.parseDouble(found.group(1)) == value) {
                    return;
                }
                if (System.nanoTime() > deadline) {
                    throw new BenchmarkException(gauge + " did not become " + value);
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (IOException fault) {
            throw new BenchmarkException("The meters cannot be read", fault);
        }
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
