package dev.apk8s.local.cli;

import dev.apk8s.local.supervisor.ComponentState;
import dev.apk8s.local.supervisor.ComponentView;
import dev.apk8s.local.supervisor.SupervisorView;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One line for each change of a state, for logs and pipes. */
final class PlainView implements ProgressView {
    private final Screen screen;
    private final Map<String, String> shown = new HashMap<>();

    PlainView(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void show(SupervisorView view) {
        for (ComponentView component : view.components()) {
            String word = component.state().name().toLowerCase(Locale.ROOT);
            boolean saysWhy = component.state() != ComponentState.PREPARING && !component.detail().isEmpty();
            String line = String.format(Locale.ROOT, "%-16s %s%s", component.name(), word,
                    saysWhy ? ": " + component.detail() : "");
            boolean readyBeforeItStops = view.stopping() && component.state() == ComponentState.READY;
            if (!line.equals(shown.put(component.name(), line)) && !readyBeforeItStops) {
                screen.printPlain(LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + "  " + line
                        + figures(component));
            }
        }
    }

    @Override
    public void close() {
        shown.clear();
    }

    private static String figures(ComponentView component) {
        if (component.state() != ComponentState.READY) {
            return "";
        }
        List<String> figures = new ArrayList<>(List.of("after " + Amounts.seconds(component.startSeconds())));
        if (!component.ports().isEmpty()) {
            figures.add("port " + Rows.ports(component));
        }
        figures.add(Amounts.bytes(component.memoryBytes()));
        return " " + String.join(", ", figures);
    }
}
