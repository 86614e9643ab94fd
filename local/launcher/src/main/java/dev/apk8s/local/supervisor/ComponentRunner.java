package dev.apk8s.local.supervisor;

import dev.apk8s.local.component.ComponentException;
import dev.apk8s.local.component.Descriptor;
import dev.apk8s.local.process.Draughtsman;
import dev.apk8s.local.process.LastLines;
import dev.apk8s.local.process.Recorder;
import dev.apk8s.local.process.RotatingLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Keeps one component running: waits for what it needs, starts it, and starts it again when it dies. */
final class ComponentRunner {
    private final Descriptor descriptor;
    private final List<String> needs;
    private final Draughtsman draughtsman;
    private final Board board;
    private final Recorder recorder;
    private final Path log;
    private final LastLines lastLines = new LastLines();
    private final Thread thread;
    private volatile boolean stopRequested;
    private volatile boolean restartRequested;
    private final RestartPolicy policy = RestartPolicy.DEFAULT;

    /** @param needs those of the component's needs that this supervisor runs */
    ComponentRunner(Descriptor descriptor, List<String> needs, Draughtsman draughtsman, Board board,
            Recorder recorder, Path log) {
        this.descriptor = descriptor;
        this.needs = needs;
        this.draughtsman = draughtsman;
        this.board = board;
        this.recorder = recorder;
        this.log = log;
        this.thread = Thread.ofPlatform().name("run-" + descriptor.name()).unstarted(this::live);
    }

    Descriptor descriptor() {
        return descriptor;
    }

    void start() {
        board.update(descriptor.name(), snapshot -> snapshot);
        thread.start();
    }

    void restart() {
        restartRequested = true;
        board.wake();
    }

    /** Asks it to end and waits until it has. */
    void stop() throws InterruptedException {
        stopRequested = true;
        board.wake();
        thread.join();
    }

    private void live() {
        try (RotatingLog output = new RotatingLog(log, RotatingLog.DEFAULT_BYTES)) {
            keepRunning(output);
            board.update(descriptor.name(), snapshot -> snapshot.to(ComponentState.STOPPED, "", 0));
        } catch (IOException | RuntimeException fault) {
            fail("it cannot be run: " + fault);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void keepRunning(RotatingLog output) throws InterruptedException, IOException {
        int deaths = 0;
        boolean served = false;
        while (!stopRequested) {
            restartRequested = false;
            awaitNeeds();
            switch (attempt(output)) {
                case Ending.Requested _ -> deaths = 0;
                case Ending.Impossible(String reason) -> {
                    fail(reason);
                    awaitRequest();
                }
                case Ending.Died(String reason, Duration duration) -> {
                    served |= duration.isPositive();
                    deaths = duration.compareTo(policy.steady()) > 0 ? 1 : deaths + 1;
                    if (policy.allows(deaths, served)) {
                        board.update(descriptor.name(), snapshot -> snapshot.restarting(reason));
                        board.await(this::isRequested, policy.delay(deaths));
                    } else {
                        fail(reason + ", " + deaths + " times in a row");
                        awaitRequest();
                        deaths = 0;
                    }
                }
            }
        }
    }

    private Ending attempt(RotatingLog output) throws InterruptedException, IOException {
        if (isRequested()) {
            return new Ending.Requested();
        }
        try {
            lastLines.clear();
            return new Attempt(draughtsman.draw(descriptor, Map.of()), board, recorder, this::isRequested, output,
                    lastLines)
                    .run();
        } catch (ComponentException fault) {
            return new Ending.Impossible(String.valueOf(fault.getMessage()));
        }
    }

    private void awaitNeeds() throws InterruptedException {
        if (!board.isAllReady(needs)) {
            List<String> missing = needs.stream().filter(need -> !board.isAllReady(List.of(need))).toList();
            board.update(descriptor.name(),
                    snapshot -> snapshot.to(ComponentState.WAITING, "for " + String.join(", ", missing), 0));
            board.await(() -> isRequested() || board.isAllReady(needs));
        }
    }

    private void awaitRequest() throws InterruptedException {
        board.await(this::isRequested);
    }

    private boolean isRequested() {
        return stopRequested || restartRequested;
    }

    private void fail(String reason) {
        board.update(descriptor.name(), snapshot -> snapshot.failing(reason, lastLines.toList()));
    }
}
