package dev.apk8s.local.cli;

import dev.apk8s.local.supervisor.ComponentState;
import dev.apk8s.local.supervisor.ComponentView;
import dev.apk8s.local.supervisor.SupervisorView;

/** Says of each component that fails why, and what to do. */
final class Failures {
    private final Screen screen;

    Failures(Screen screen) {
        this.screen = screen;
    }

    void print(SupervisorView view) {
        for (ComponentView component : view.components()) {
            if (component.state() == ComponentState.FAILING) {
                screen.print("");
                screen.print("@|bold,red " + component.name() + " fails:|@");
                screen.printPlain("  " + component.detail());
                component.lastLines().forEach(line -> screen.printPlain(screen.render("@|faint   │|@ ") + line));
                screen.print("  All of it: @|bold ./apk8s logs " + component.name()
                        + "|@   Try again: @|bold ./apk8s restart "
                        + component.name() + "|@");
            }
        }
    }
}
