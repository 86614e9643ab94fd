package dev.apk8s.local.cli;

import dev.apk8s.local.supervisor.ControlClient;
import dev.apk8s.local.supervisor.SupervisorException;
import dev.apk8s.local.supervisor.SupervisorView;
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
            SupervisorView view = client.stop();
            progress.show(view);
            while (client.isAlive()) {
                view = look(client, view);
                progress.show(view);
                if (System.nanoTime() > deadline) {
                    throw new Problem(ExitCode.COMPONENT_FAILED, "The supervisor, process " + client.process().pid()
                            + ", did not end. Kill it: kill -9 " + client.process().pid());
                }
                TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS);
            }
            progress.show(view.stopped());
        }
    }

    private static SupervisorView look(ControlClient client, SupervisorView last) {
        try {
            return client.status();
        } catch (SupervisorException _) {
            // It closes its endpoint shortly before it ends: that it is gone is seen by the process.
            return last;
        }
    }
}
