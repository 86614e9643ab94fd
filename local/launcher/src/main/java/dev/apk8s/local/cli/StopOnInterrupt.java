package dev.apk8s.local.cli;

import dev.apk8s.local.supervisor.ControlClient;

/** While armed, Ctrl-C stops what is being started. */
final class StopOnInterrupt {
    private final Thread hook;

    StopOnInterrupt(Screen screen, ControlClient client) {
        this.hook = Thread.ofPlatform().name("interrupted").unstarted(() -> stop(screen, client));
        Runtime.getRuntime().addShutdownHook(hook);
    }

    void disarm() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The process ends already, and the hook with it.
            return;
        }
    }

    private static void stop(Screen screen, ControlClient client) {
        screen.print("");
        screen.print("@|yellow Interrupted:|@ stopping everything.");
        try {
            if (client.isAlive()) {
                new Ending(screen).stop(client);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
