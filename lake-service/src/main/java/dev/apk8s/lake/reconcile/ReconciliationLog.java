package dev.apk8s.lake.reconcile;

import static dev.apk8s.lake.index.IndexTemplates.date;
import static dev.apk8s.lake.index.IndexTemplates.keyword;

import dev.apk8s.lake.index.IndexClient;
import dev.apk8s.lake.index.IndexTemplates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reconciliations in the search index, so that every replica can tell of each. */
@Component
final class ReconciliationLog {
    private static final String INDEX = "apk8s-reconciliations";
    private static final int SHOWN = 50;

    private final IndexClient client;
    private final IndexTemplates templates;
    private final JsonMapper json;
    private volatile boolean templateIsThere;

    ReconciliationLog(IndexClient client, IndexTemplates templates, JsonMapper json) {
        this.client = client;
        this.templates = templates;
        this.json = json;
    }

    void write(Reconciliation run) {
        if (!templateIsThere) {
            templates.ensure(INDEX, Map.of("dynamic", false, "properties", Map.of("tenant", keyword(), "bucket",
                    keyword(), "state", keyword(), "asked", date())));
            templateIsThere = true;
        }
        client.ask("PUT", "/" + INDEX + "/_doc/" + run.id(), Map.of(), run);
    }

    Optional<Reconciliation> find(String tenant, String id) {
        JsonNode found = client.find("/" + INDEX + "/_doc/" + id);
        return Optional.ofNullable(found).map(this::read).filter(run -> run.tenant().equals(tenant));
    }

    /** The latest first. */
    List<Reconciliation> latest(String tenant) {
        List<Reconciliation> runs = new ArrayList<>();
        client.ask("POST", "/" + INDEX + "/_search", Map.of("ignore_unavailable", "true"),
                Map.of("size", SHOWN, "query", Map.of("term", Map.of("tenant", tenant)), "sort",
                        List.of(Map.of("asked", Map.of("order", "desc", "unmapped_type", "date")))))
                .path("hits").path("hits").forEach(hit -> runs.add(read(hit)));
        return runs;
    }

    private Reconciliation read(JsonNode document) {
        return json.treeToValue(document.path("_source"), Reconciliation.class).seen();
    }
}
