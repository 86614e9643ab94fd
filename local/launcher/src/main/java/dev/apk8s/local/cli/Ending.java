package dev.apk8s.local.cli;

import dev.apk8s.local.supervisor.ControlClient;
import dev.apk8s.local.supervisor.SupervisorException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Stops a supervisor and everything with it, and shows it. */
final class Ending {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long INTERVAL_MILLIS = 150;

    private final Screen screen;

    Ending(Screen screen) {
        this.screen = screen;
    }

    void stop(ControlClient client) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        try (ProgressView progress = ProgressView.on(screen, "Stopping")) {
            progress.show(client.stop());
            while (client.isAlive()) {
                show(client, progress);
                if (System.nanoTime() > deadline) {
                    throw new Problem(ExitCode.COMPONENT_FAILED, "The supervisor, process " + client.process().pid()
                            + ", did not end. Kill it: kill -9 " + client.process().pid());
                }
                TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS);
            }
        }
    }

    private static void show(ControlClient client, ProgressView progress) {
        try {
            progress.show(client.status());
        } catch (SupervisorException _) {
            // It closes its endpoint shortly before it ends: that it is gone is seen by the process.
            return;
        }
    }
}
