package dev.apk8s.local.cli;

import dev.apk8s.local.home.Home;
import dev.apk8s.local.supervisor.ComponentState;
import dev.apk8s.local.supervisor.ComponentView;
import dev.apk8s.local.supervisor.SupervisorView;
import java.nio.file.Path;
import java.util.Set;

/** What runs, as a table. */
final class StatusTable {
    private final Screen screen;

    StatusTable(Screen screen) {
        this.screen = screen;
    }

    void print(SupervisorView view) {
        Table table = new Table(Set.of(2, 4, 5, 6));
        table.add(heading("COMPONENT"), heading("STATE"), heading("PID"), heading("PORT"), heading("UPTIME"),
                heading("MEMORY"), heading("RESTARTS"), "");
        for (ComponentView component : view.components()) {
            boolean ready = component.state() == ComponentState.READY;
            table.add(component.name(), screen.render(Rows.state(component.state())),
                    component.pid() == 0 ? "-" : Long.toString(component.pid()), Rows.ports(component),
                    ready ? Amounts.duration(component.seconds()) : "-",
                    component.memoryBytes() == 0 ? "-" : Amounts.bytes(component.memoryBytes()),
                    Integer.toString(component.restarts()), screen.render("@|faint " + Rows.detail(component) + "|@"));
        }
        table.lines().forEach(screen::printPlain);
        long memory = view.components().stream().mapToLong(ComponentView::memoryBytes).sum();
        screen.print("");
        screen.print("@|faint " + Amounts.bytes(memory) + " in all, supervisor " + view.pid() + " ("
                + Amounts.bytes(view.memoryBytes()) + ") up " + Amounts.duration(view.uptimeSeconds()) + ", home "
                + view.home() + "|@");
        Checks.diskWarning(new Home(Path.of(view.home())))
                .ifPresent(warning -> screen.print("@|bold,yellow " + warning + "|@"));
        new Failures(screen).print(view);
    }

    private String heading(String text) {
        return screen.render("@|faint " + text + "|@");
    }
}
