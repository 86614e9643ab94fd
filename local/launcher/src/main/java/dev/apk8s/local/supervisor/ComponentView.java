package dev.apk8s.local.supervisor;

import dev.apk8s.local.component.Kind;
import java.util.List;
import java.util.Map;

/**
 * One component as the supervisor shows it.
 *
 * @param detail what it waits for, does or died of; may be empty
 * @param pid 0 while no process runs
 * @param seconds how long it has been in this state
 * @param startSeconds how long its last start took until it was ready; 0 before that
 * @param memoryBytes resident; 0 while no process runs
 * @param lastLines of its output, when it is failing
 */
public record ComponentView(String name, String title, Kind kind, ComponentState state, String detail, long pid,
        double seconds, double startSeconds, long memoryBytes, int restarts, Map<String, Integer> ports,
        Map<String, String> exports, List<String> lastLines) {

    ComponentView stopped() {
        return new ComponentView(name, title, kind, ComponentState.STOPPED, "", 0, 0, startSeconds, 0, restarts, ports,
                exports, List.of());
    }
}
