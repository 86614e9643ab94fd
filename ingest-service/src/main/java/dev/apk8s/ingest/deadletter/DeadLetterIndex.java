package dev.apk8s.ingest.deadletter;

import dev.apk8s.ingest.deadletter.DeadLetter.State;
import dev.apk8s.ingest.index.BulkAnswer;
import dev.apk8s.ingest.index.EngineException;
import dev.apk8s.ingest.index.SearchEngine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The index of dead letters: a view of the dead-letter topics, with what became of each letter. */
@Component
final class DeadLetterIndex {
    /** Above the streams' templates. */
    private static final int PRIORITY = 10_000;
    private static final int MAX_ANSWER = 4 << 20;

    private final SearchEngine engine;
    private final DeadLetterProperties properties;
    private final JsonMapper json;

    DeadLetterIndex(SearchEngine engine, DeadLetterProperties properties, JsonMapper json) {
        this.engine = engine;
        this.properties = properties;
        this.json = json;
    }

    /** A letter with the version that a change must be based on. */
    record Versioned(DeadLetter letter, long sequence, long term) {}

    /** A page of letters, and the sort values that the next one follows. */
    record Page(List<DeadLetter> letters, long total, @Nullable JsonNode last) {}

    /** Adds letters; one that is there stays as it is, with what became of it. */
    BulkAnswer add(List<DeadLetter> letters) {
        ensureTemplate();
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (DeadLetter letter : letters) {
            line(lines, Map.of("create", Map.of("_index", properties.index(), "_id", letter.id())));
            line(lines, letter);
        }
        return engine.bulk(lines.toByteArray(), false);
    }

    Optional<Versioned> find(String id) {
        try {
            JsonNode found = json.readTree(
                    engine.send("GET", "/" + properties.index() + "/_doc/" + id, Map.of(), null, MAX_ANSWER));
            return Optional.of(new Versioned(json.treeToValue(found.path("_source"), DeadLetter.class),
                    found.path("_seq_no").asLong(), found.path("_primary_term").asLong()));
        } catch (EngineException.Refused absent) {
            if (absent.status() == 404) {
                return Optional.empty();
            }
            throw absent;
        }
    }

    /** Without payloads and headers, newest first. */
    Page list(DeadLetterFilter filter, int size, @Nullable JsonNode after) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("size", size);
        body.put("track_total_hits", true);
        body.put("query", Map.of("bool", Map.of("filter", filter.terms())));
        body.put("sort", List.of(Map.of("time", Map.of("order", "desc", "unmapped_type", "date")),
                Map.of("id", Map.of("order", "desc", "unmapped_type", "keyword"))));
        body.put("_source", Map.of("excludes", List.of("payload", "headers")));
        if (after != null) {
            body.put("search_after", after);
        }
        JsonNode hits = engine
                .ask("POST", "/" + properties.index() + "/_search", Map.of("ignore_unavailable", "true"), body)
                .path("hits");
        List<DeadLetter> letters = new ArrayList<>();
        @Nullable
        JsonNode last = null;
        for (JsonNode hit : hits.path("hits")) {
            letters.add(json.treeToValue(hit.path("_source"), DeadLetter.class));
            last = hit.path("sort");
        }
        return new Page(letters, hits.path("total").path("value").asLong(0), last);
    }

    /** Says what became of a letter. False if somebody else was faster. */
    boolean mark(Versioned from, State state, String by) {
        Map<String, Object> change = Map.of("doc",
                Map.of("state", state, "changedBy", by, "changedAt", Instant.now()));
        try {
            engine.ask("POST", "/" + properties.index() + "/_update/" + from.letter().id(),
                    Map.of("if_seq_no", Long.toString(from.sequence()), "if_primary_term", Long.toString(from.term()),
                            "refresh", "true"),
                    change);
            return true;
        } catch (EngineException.Refused changed) {
            if (changed.status() == 409) {
                return false;
            }
            throw changed;
        }
    }

    /** As {@link #mark}, for many at once. Returns those that somebody else was faster with. */
    List<DeadLetter> markAll(List<Versioned> letters, State state, String by) {
        if (letters.isEmpty()) {
            return List.of();
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Versioned from : letters) {
            line(lines, Map.of("update", Map.of("_index", properties.index(), "_id", from.letter().id(), "if_seq_no",
                    from.sequence(), "if_primary_term", from.term())));
            line(lines, Map.of("doc", Map.of("state", state, "changedBy", by, "changedAt", Instant.now())));
        }
        return engine.bulk(lines.toByteArray(), true).failures().stream()
                .map(failure -> letters.get(failure.position()).letter()).toList();
    }

    private void line(ByteArrayOutputStream lines, Object document) {
        lines.writeBytes(json.writeValueAsBytes(document));
        lines.write('\n');
    }

    private void ensureTemplate() {
        String path = "/_index_template/" + properties.index();
        try {
            engine.ask("GET", path, Map.of("filter_path", "index_templates.name"), null);
        } catch (EngineException.Refused absent) {
            engine.send("PUT", path, Map.of(), json.writeValueAsString(template()).getBytes(StandardCharsets.UTF_8),
                    MAX_ANSWER);
        }
    }

    private Map<String, Object> template() {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String name : List.of("id", "tenant", "topic", "stream", "key", "eventId", "device", "code", "consumer",
                "state", "changedBy")) {
            fields.put(name, Map.of("type", "keyword", "ignore_above", 1_024));
        }
        fields.put("reason", Map.of("type", "text"));
        fields.put("time", Map.of("type", "date"));
        fields.put("changedAt", Map.of("type", "date"));
        fields.put("size", Map.of("type", "integer"));
        return Map.of("index_patterns", List.of(properties.index()), "priority", PRIORITY, "template",
                Map.of("settings",
                        Map.of("index.number_of_shards", 1, "index.number_of_replicas", properties.replicas(),
                                "index.refresh_interval", "1s"),
                        "mappings", Map.of("dynamic", false, "properties", fields)),
                "_meta", Map.of("managed_by", "apk8s"));
    }
}
