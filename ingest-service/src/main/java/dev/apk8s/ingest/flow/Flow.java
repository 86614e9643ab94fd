package dev.apk8s.ingest.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A flow as it is kept.
 *
 * @param version grows with each declaration that differs
 * @param run grows with each replay: each has a consumer group of its own
 * @param running whether it is started
 * @param definition the declaration, as JSON
 * @param past former declarations, the newest first
 */
record Flow(String tenant, String name, int version, int run, boolean running, JsonNode definition, String changedBy,
        Instant changed, List<Past> past) {
    private static final int MAX_PAST = 10;

    Flow {
        past = List.copyOf(past);
    }

    /** A declaration that counted before. */
    record Past(int version, JsonNode definition, String changedBy, Instant changed) {}

    String key() {
        return key(tenant, name);
    }

    static String key(String tenant, String name) {
        return tenant + "/" + name;
    }

    String group() {
        return "apk8s-flow." + tenant + "." + name + ".v" + version + "-" + run;
    }

    /** Where its dead letters go when they are replayed: they come back to it alone. */
    String topic() {
        return (tenant.equals("default") ? "" : tenant + ".") + "flow-" + name;
    }

    Flow declared(JsonNode other, String by) {
        List<Past> former = new ArrayList<>(past);
        former.addFirst(new Past(version, definition, changedBy, changed));
        return new Flow(tenant, name, version + 1, run, running, other, by, Instant.now(),
                former.subList(0, Math.min(MAX_PAST, former.size())));
    }

    Flow running(boolean wanted, String by) {
        return new Flow(tenant, name, version, run, wanted, definition, by, Instant.now(), past);
    }

    Flow replayed(String by) {
        return new Flow(tenant, name, version, run + 1, true, definition, by, Instant.now(), past);
    }
}
