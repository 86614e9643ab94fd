package dev.apk8s.local.junit;

import dev.apk8s.local.component.Readiness;
import dev.apk8s.local.home.PrivateFiles;
import dev.apk8s.local.process.Blueprint;
import dev.apk8s.local.process.ChildProcess;
import dev.apk8s.local.process.LastLines;
import dev.apk8s.local.process.Launch;
import dev.apk8s.local.process.Patience;
import dev.apk8s.local.process.Probe;
import dev.apk8s.local.process.ProcessMemory;
import dev.apk8s.local.process.RotatingLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run of an {@link OwnEngine}. */
final class OwnProcess {
    private static final long PROBE_INTERVAL_MILLIS = 100;

    private final Blueprint blueprint;
    private final RotatingLog log;
    private final LastLines lastLines = new LastLines();
    private final ChildProcess child;

    private OwnProcess(Blueprint blueprint, RotatingLog log) throws IOException, InterruptedException {
        this.blueprint = blueprint;
        this.log = log;
        if (blueprint.prepare().isPresent()) {
            prepare(blueprint.prepare().get());
        }
        Probe.forget(blueprint);
        this.child = ChildProcess.start(blueprint.run(), log, lastLines);
        // Whatever becomes of this process: the session's supervisor ends what is noted here.
        PrivateFiles.write(pidFile(), child.identity().toString());
    }

    /** Returns when it is ready. */
    static OwnProcess start(Blueprint blueprint, Path log) {
        try {
            OwnProcess process = new OwnProcess(blueprint, new RotatingLog(log, RotatingLog.DEFAULT_BYTES));
            process.awaitReady();
            return process;
        } catch (IOException fault) {
            throw new EngineException("Cannot start " + blueprint.descriptor().name() + ": " + fault.getMessage(),
                    fault);
        } catch (InterruptedException fault) {
            throw interrupted(fault);
        }
    }

    boolean isAlive() {
        return child.isAlive();
    }

    long processId() {
        return child.pid();
    }

    long memoryBytes() {
        return ProcessMemory.residentBytes(child.pid()).orElse(0);
    }

    void kill() {
        end(Duration.ZERO);
    }

    void stop(Duration timeout) {
        end(timeout);
    }

    /** To it and to all that it started: an engine may be a process of its own below it. */
    void signal(String signal) {
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal, Long.toString(child.pid())));
        ProcessHandle.of(child.pid()).stream().flatMap(ProcessHandle::descendants)
                .forEach(below -> command.add(Long.toString(below.pid())));
        try {
            Process kill = new ProcessBuilder(command).start();
            if (kill.waitFor() != 0) {
                throw new EngineException("Cannot send " + signal + " to process " + child.pid());
            }
        } catch (IOException fault) {
            throw new EngineException("Cannot send " + signal + " to process " + child.pid(), fault);
        } catch (InterruptedException fault) {
            throw interrupted(fault);
        }
    }

    private void end(Duration timeout) {
        try {
            if (timeout.isZero()) {
                child.kill();
            } else {
                child.stop(timeout);
            }
            log.close();
            Files.deleteIfExists(pidFile());
        } catch (IOException fault) {
            throw new EngineException("Cannot clear after " + blueprint.descriptor().name(), fault);
        } catch (InterruptedException fault) {
            throw interrupted(fault);
        }
    }

    private void prepare(Launch launch) throws IOException, InterruptedException {
        ChildProcess preparation = ChildProcess.start(launch, log, lastLines);
        try {
            if (preparation.awaitExit() != 0) {
                throw new EngineException(fault("its preparation ended with exit code " + preparation.exitCode()));
            }
        } finally {
            preparation.kill();
        }
    }

    private void awaitReady() throws InterruptedException {
        Duration limit = blueprint.descriptor().lifecycle().startTimeout();
        Instant started = Instant.now();
        while (!Probe.isReady(blueprint)) {
            if (diesWithin(PROBE_INTERVAL_MILLIS)) {
                int code = child.exitCode();
                kill();
                throw new EngineException(fault("it ended with exit code " + code));
            }
            Duration waited = Duration.between(started, Instant.now());
            if (waited.compareTo(limit) > 0 && waited.compareTo(Patience.on(limit)) > 0) {
                kill();
                throw new EngineException(fault("it was not ready after " + waited.toSeconds() + " s, asked by "
                        + asked(blueprint.readiness())));
            }
        }
    }

    private boolean diesWithin(long millis) throws InterruptedException {
        try {
            child.onExit().get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException fault) {
            throw new IllegalStateException("The end of process " + child.pid() + " cannot be seen", fault);
        }
    }

    private static String asked(Readiness readiness) {
        return switch (readiness) {
            case Readiness.Announced _ -> "its announcement";
            case Readiness.Http http -> http.url();
        };
    }

    private Path pidFile() {
        return blueprint.readyFile().resolveSibling(blueprint.descriptor().name() + ".pid");
    }

    private String fault(String reason) {
        return blueprint.descriptor().name() + ": " + reason + "\n  " + String.join("\n  ", lastLines.toList());
    }

    private static EngineException interrupted(InterruptedException fault) {
        Thread.currentThread().interrupt();
        return new EngineException("Interrupted", fault);
    }
}
