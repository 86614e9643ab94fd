package dev.apk8s.local.supervisor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How a component is at one moment.
 *
 * @param detail what it waits for, does or died of; may be empty
 * @param pid 0 while no process runs
 * @param since when this state began
 * @param startTook from the beginning of the start until it was ready; zero before that
 * @param restarts how often it was started again after it had died
 * @param lastLines of its output, when it is failing
 */
record Snapshot(ComponentState state, String detail, long pid, Instant since, Duration startTook, int restarts,
        List<String> lastLines) {

    static Snapshot initial() {
        return new Snapshot(ComponentState.WAITING, "", 0, Instant.now(), Duration.ZERO, 0, List.of());
    }

    Snapshot to(ComponentState next, String nextDetail, long nextPid) {
        Instant begun = next == state ? since : Instant.now();
        return new Snapshot(next, nextDetail, nextPid, begun, startTook, restarts, List.of());
    }

    Snapshot ready(Duration took) {
        return new Snapshot(ComponentState.READY, "", pid, Instant.now(), took, restarts, List.of());
    }

    Snapshot restarting(String reason) {
        return new Snapshot(ComponentState.RESTARTING, reason, 0, Instant.now(), startTook, restarts + 1, List.of());
    }

    Snapshot failing(String reason, List<String> lines) {
        return new Snapshot(ComponentState.FAILING, reason, 0, Instant.now(), startTook, restarts, lines);
    }
}
