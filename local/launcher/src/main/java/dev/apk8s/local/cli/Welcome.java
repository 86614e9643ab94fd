package dev.apk8s.local.cli;

import dev.apk8s.local.home.Home;
import dev.apk8s.local.supervisor.ComponentView;
import dev.apk8s.local.supervisor.SupervisorView;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/** What a person wants to know once everything runs. */
final class Welcome {
    private static final String LOOPBACK = "127.0.0.1:";

    private final Screen screen;
    private final Home home;

    Welcome(Screen screen, Home home) {
        this.screen = screen;
        this.home = home;
    }

    void print(SupervisorView view) {
        long memory = view.components().stream().mapToLong(ComponentView::memoryBytes).sum();
        screen.print("");
        screen.print("@|bold,green Ready|@ after " + Amounts.seconds(view.uptimeSeconds()) + ", with "
                + Amounts.bytes(memory) + " of memory.");
        screen.print("");
        Table table = new Table(Set.of());
        view.components().stream().sorted(Comparator.comparing(ComponentView::kind).reversed())
                .forEach(component -> address(component).ifPresent(address -> table.add("  " + component.title(),
                        screen.render("@|underline " + address + "|@"))));
        table.lines().forEach(screen::printPlain);
        screen.print("");
        screen.print("  Log in as @|bold admin|@; the password is @|bold user-admin|@ in " + home.secrets());
        screen.print("  or take a token: @|bold ./apk8s token admin|@");
        screen.print("  Then: @|bold ./apk8s demo|@  @|bold ./apk8s status|@  @|bold ./apk8s logs NAME|@"
                + "  @|bold ./apk8s down|@");
    }

    private static Optional<String> address(ComponentView component) {
        return component.exports().values().stream().filter(value -> value.contains(LOOPBACK)).findFirst();
    }
}
