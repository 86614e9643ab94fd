package dev.apk8s.local.cli;

import dev.apk8s.local.supervisor.SupervisorView;

/** Shows how components come up or go down. */
interface ProgressView extends AutoCloseable {

    void show(SupervisorView view);

    @Override
    void close();

    static ProgressView on(Screen screen, String title) {
        return screen.isTerminal() ? new LiveView(screen, title) : new PlainView(screen);
    }
}
