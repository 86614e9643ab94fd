package dev.apk8s.local.cli;

import dev.apk8s.local.supervisor.ComponentState;
import dev.apk8s.local.supervisor.ComponentView;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a component looks in a table. */
final class Rows {
    private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
    private static final int MOST_DETAIL = 60;

    private Rows() {}

    /** One character: done, failed, under way (turning with the tick) or not begun. */
    static String mark(ComponentState state, int tick) {
        return switch (state) {
            case READY -> "@|green ✔|@";
            case FAILING -> "@|red ✘|@";
            case PREPARING, STARTING, STOPPING -> "@|cyan " + SPINNER[Math.floorMod(tick, SPINNER.length)] + "|@";
            case RESTARTING -> "@|yellow ↻|@";
            case WAITING, STOPPED -> "@|faint ·|@";
        };
    }

    static String state(ComponentState state) {
        String word = state.name().toLowerCase(Locale.ROOT);
        return switch (state) {
            case READY -> "@|green " + word + "|@";
            case FAILING -> "@|bold,red " + word + "|@";
            case PREPARING, STARTING, STOPPING -> "@|cyan " + word + "|@";
            case RESTARTING -> "@|yellow " + word + "|@";
            case WAITING, STOPPED -> "@|faint " + word + "|@";
        };
    }

    static String ports(ComponentView component) {
        return component.ports().values().stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    static String detail(ComponentView component) {
        String detail = component.detail().replace("@|", "").replace("|@", "");
        return detail.length() > MOST_DETAIL ? detail.substring(0, MOST_DETAIL - 1) + "…" : detail;
    }

    /** The time that matters in this state. */
    static String seconds(ComponentView component) {
        return switch (component.state()) {
            case READY -> Amounts.seconds(component.startSeconds());
            case PREPARING, STARTING, STOPPING -> Amounts.seconds(component.seconds());
            case WAITING, RESTARTING, FAILING, STOPPED -> "";
        };
    }
}
