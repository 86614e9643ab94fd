package dev.apk8s.lake.processor;

import static dev.apk8s.lake.index.IndexTemplates.date;
import static dev.apk8s.lake.index.IndexTemplates.keyword;

import dev.apk8s.lake.index.IndexClient;
import dev.apk8s.lake.index.IndexRefusedException;
import dev.apk8s.lake.index.IndexTemplates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs in the search index. Of two who change one at the same time, one is told that it came too late. */
@Component
final class RunStore {
    private static final String INDEX = "apk8s-processor-runs";
    private static final int PURGED_AT_ONCE = 500;

    private final IndexClient client;
    private final IndexTemplates templates;
    private final JsonMapper json;
    private volatile boolean templateIsThere;

    RunStore(IndexClient client, IndexTemplates templates, JsonMapper json) {
        this.client = client;
        this.templates = templates;
        this.json = json;
    }

    /** A run with the place of its last change. */
    record Versioned(Run run, long sequence, long term) {
        Versioned with(Run other) {
            return new Versioned(other, sequence, term);
        }
    }

    /** A page of runs. */
    record Page(List<Run> runs, @Nullable Long next) {}

    /** False if it is there already. */
    boolean create(Run run) {
        ensureTemplate();
        try {
            client.ask("PUT", "/" + INDEX + "/_create/" + run.id(), Map.of(), run);
            return true;
        } catch (IndexRefusedException there) {
            if (there.isConflict()) {
                return false;
            }
            throw there;
        }
    }

    Optional<Versioned> find(String id) {
        JsonNode found = client.find("/" + INDEX + "/_doc/" + id);
        return Optional.ofNullable(found).map(this::versioned);
    }

    /** The run as it is now; nothing if somebody else changed it first. */
    Optional<Versioned> replace(Versioned from, Run to) {
        try {
            JsonNode answer = client.ask("PUT", "/" + INDEX + "/_doc/" + to.id(),
                    Map.of("if_seq_no", Long.toString(from.sequence()), "if_primary_term", Long.toString(from.term())),
                    to);
            return Optional.of(
                    new Versioned(to, answer.path("_seq_no").asLong(), answer.path("_primary_term").asLong()));
        } catch (IndexRefusedException changed) {
            if (changed.isConflict()) {
                return Optional.empty();
            }
            throw changed;
        }
    }

    /** Runs that nobody works on and whose time has come, the oldest first. */
    List<Versioned> due(int limit) {
        Map<String, Object> query = Map.of("size", limit, "seq_no_primary_term", true, "sort",
                List.of(order("due", "asc")), "query",
                Map.of("bool", Map.of("filter", List.of(Map.of("terms", Map.of("state", List.of("QUEUED", "RUNNING"))),
                        Map.of("range", Map.of("due", Map.of("lte", Instant.now().toString())))))));
        List<Versioned> runs = new ArrayList<>();
        search(query).forEach(hit -> runs.add(versioned(hit)));
        return runs;
    }

    /** How many wait. */
    long waiting() {
        return client.ask("POST", "/" + INDEX + "/_count", Map.of("ignore_unavailable", "true"),
                Map.of("query", Map.of("term", Map.of("state", Run.State.QUEUED)))).path("count").asLong();
    }

    /** The latest first. */
    Page of(Processor processor, Run.@Nullable State state, @Nullable Long after, int limit) {
        List<Map<String, ?>> filters = new ArrayList<>();
        filters.add(Map.of("term", Map.of("processor.tenant", processor.tenant())));
        filters.add(Map.of("term", Map.of("processor.name", processor.name())));
        if (state != null) {
            filters.add(Map.of("term", Map.of("state", state)));
        }
        Map<String, Object> query = new HashMap<>(Map.of("size", limit, "sort", List.of(order("created", "desc")),
                "query", Map.of("bool", Map.of("filter", filters))));
        if (after != null) {
            query.put("search_after", List.of(after));
        }
        List<Run> runs = new ArrayList<>();
        search(query).forEach(hit -> runs.add(versioned(hit).run()));
        return new Page(runs, runs.size() < limit ? null : runs.getLast().created().toEpochMilli());
    }

    /** Removes runs that ended before a time. Returns how many. */
    int purge(Instant before) {
        Map<String, Object> query = Map.of("size", PURGED_AT_ONCE, "_source", false, "query",
                Map.of("range", Map.of("ended", Map.of("lt", before.toString()))));
        List<Object> lines = new ArrayList<>();
        search(query).forEach(hit -> lines
                .add(Map.of("delete", Map.of("_index", INDEX, "_id", hit.path("_id").asString("")))));
        if (!lines.isEmpty()) {
            client.bulk(lines);
        }
        return lines.size();
    }

    private static Map<String, ?> order(String field, String direction) {
        return Map.of(field, Map.of("order", direction, "unmapped_type", "date"));
    }

    private JsonNode search(Map<String, Object> query) {
        return client.ask("POST", "/" + INDEX + "/_search", Map.of("ignore_unavailable", "true"), query).path("hits")
                .path("hits");
    }

    private Versioned versioned(JsonNode document) {
        return new Versioned(json.treeToValue(document.path("_source"), Run.class),
                document.path("_seq_no").asLong(-1), document.path("_primary_term").asLong(-1));
    }

    private void ensureTemplate() {
        if (templateIsThere) {
            return;
        }
        templates.ensure(INDEX, Map.of("dynamic", false, "properties",
                Map.of("processor", Map.of("properties", Map.of("tenant", keyword(), "name", keyword())), "input",
                        Map.of("properties", Map.of("bucket", keyword(), "key", keyword())), "state", keyword(),
                        "created", date(), "due", date(), "ended", date())));
        templateIsThere = true;
    }
}
