package dev.apk8s.local.supervisor;

import dev.apk8s.local.home.PrivateFiles;
import dev.apk8s.local.process.Blueprint;
import dev.apk8s.local.process.ChildProcess;
import dev.apk8s.local.process.LastLines;
import dev.apk8s.local.process.Launch;
import dev.apk8s.local.process.Patience;
import dev.apk8s.local.process.Probe;
import dev.apk8s.local.process.Recorder;
import dev.apk8s.local.process.RotatingLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** One run of a component: prepared, started, ready, ended. */
final class Attempt {
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(150);
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(2);
    private static final String PROGRESS = "PROGRESS ";

    private final Blueprint blueprint;
    private final Board board;
    private final Recorder recorder;
    private final BooleanSupplier endRequested;
    private final RotatingLog log;
    private final LastLines lastLines;
    private final Instant begun = Instant.now();

    Attempt(Blueprint blueprint, Board board, Recorder recorder, BooleanSupplier endRequested, RotatingLog log,
            LastLines lastLines) {
        this.blueprint = blueprint;
        this.board = board;
        this.recorder = recorder;
        this.endRequested = endRequested;
        this.log = log;
        this.lastLines = lastLines;
    }

    Ending run() throws InterruptedException, IOException {
        if (blueprint.prepare().isPresent()) {
            Ending ending = prepare(blueprint.prepare().get());
            if (!(ending instanceof Ending.Died died) || !died.reason().isEmpty()) {
                return ending;
            }
        }
        Probe.forget(blueprint);
        ChildProcess child = start(blueprint.run(), ComponentState.STARTING, lastLines);
        try {
            return serve(child);
        } finally {
            end(child);
        }
    }

    /** @return {@code Died} without a reason when it came well to its end */
    private Ending prepare(Launch launch) throws InterruptedException, IOException {
        ChildProcess child = start(launch, ComponentState.PREPARING, this::notePrepareLine);
        try {
            board.await(() -> endRequested.getAsBoolean() || !child.isAlive());
            if (endRequested.getAsBoolean()) {
                return new Ending.Requested();
            }
            int code = child.exitCode();
            return new Ending.Died(code == 0 ? "" : "its preparation ended with exit code " + code, Duration.ZERO);
        } finally {
            end(child);
        }
    }

    private Ending serve(ChildProcess child) throws InterruptedException {
        Duration limit = blueprint.descriptor().lifecycle().startTimeout();
        Instant started = Instant.now();
        BooleanSupplier over = () -> endRequested.getAsBoolean() || !child.isAlive();
        while (!Probe.isReady(blueprint)) {
            if (board.await(over, PROBE_INTERVAL)) {
                return ending(child, Duration.ZERO);
            }
            Duration waited = Duration.between(started, Instant.now());
            if (waited.compareTo(limit) > 0 && waited.compareTo(Patience.on(limit)) > 0) {
                return new Ending.Died("it was not ready after " + waited.toSeconds() + " s", Duration.ZERO);
            }
        }
        Instant ready = Instant.now();
        child.look();
        board.update(name(), snapshot -> snapshot.ready(Duration.between(begun, ready)));
        recorder.record(blueprint);
        while (!board.await(over, LOOK_INTERVAL)) {
            child.look();
        }
        return ending(child, Duration.between(ready, Instant.now()));
    }

    private Ending ending(ChildProcess child, Duration served) {
        return endRequested.getAsBoolean()
                ? new Ending.Requested()
                : new Ending.Died(causeOfDeath(child.exitCode()), served);
    }

    private ChildProcess start(Launch launch, ComponentState state, Consumer<String> lines) throws IOException {
        ChildProcess child = ChildProcess.start(launch, log, lines);
        PrivateFiles.write(pidFile(), child.identity().toString());
        child.whenEnded(board::wake);
        board.update(name(), snapshot -> snapshot.to(state, "", child.pid()));
        return child;
    }

    private void end(ChildProcess child) throws InterruptedException, IOException {
        if (child.isAlive()) {
            board.update(name(), snapshot -> snapshot.to(ComponentState.STOPPING, "", child.pid()));
            child.stop(blueprint.descriptor().lifecycle().stopTimeout());
        } else {
            child.kill();
        }
        Files.deleteIfExists(pidFile());
    }

    private Path pidFile() {
        return blueprint.readyFile().resolveSibling(name() + ".pid");
    }

    private void notePrepareLine(String line) {
        if (line.startsWith(PROGRESS)) {
            String progress = line.substring(PROGRESS.length()).strip();
            int space = progress.indexOf(' ');
            String detail = space < 0
                    ? progress + " %"
                    : progress.substring(0, space) + " %" + progress.substring(space);
            board.update(name(), snapshot -> snapshot.to(snapshot.state(), detail, snapshot.pid()));
        } else {
            lastLines.accept(line);
        }
    }

    private String name() {
        return blueprint.descriptor().name();
    }

    private static String causeOfDeath(int exitCode) {
        return switch (exitCode) {
            case 3 -> "it ran out of memory (raise heap in its component.yaml)";
            case 137 -> "it was killed";
            case 143 -> "it was asked to end by somebody else";
            default -> "it ended with exit code " + exitCode;
        };
    }
}
