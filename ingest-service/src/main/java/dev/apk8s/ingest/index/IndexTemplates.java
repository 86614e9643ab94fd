package dev.apk8s.ingest.index;

import dev.apk8s.ingest.stream.Stream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The index templates: one for each prefix of index names. They are there before the first document is written, follow
 * the configuration, and come back when somebody deletes them. An index that exists keeps the mapping it has.
 */
final class IndexTemplates {
    private static final Logger log = LoggerFactory.getLogger(IndexTemplates.class);
    private static final String NAME_PREFIX = "apk8s-";
    /** Above what comes with the engines; a longer prefix wins over a shorter one that it begins with. */
    private static final int PRIORITY = 500;
    private static final String ALREADY_THERE = "resource_already_exists_exception";

    private final SearchEngine engine;
    private final TemplateBody body;
    /** Streams by the wildcard over their indexes. */
    private final Map<String, String> ensured = new ConcurrentHashMap<>();

    IndexTemplates(SearchEngine engine, TemplateBody body) {
        this.engine = engine;
        this.body = body;
    }

    /** Returns when the template for a tenant's indexes of a stream is there. */
    void ensure(Stream stream, String tenant) {
        String wildcard = stream.indexes(tenant);
        if (!ensured.containsKey(wildcard)) {
            put(wildcard, stream.name());
            ensured.put(wildcard, stream.name());
        }
    }

    /**
     * Makes the index that a tenant's events of a stream go to now, so that the first of them need not wait for it.
     * Returns when it is there.
     */
    void prepare(Stream stream, String tenant) {
        ensure(stream, tenant);
        String index = stream.index(tenant, Instant.now());
        try {
            engine.ask("PUT", "/" + index, Map.of(), null);
            log.info("Index {}", index);
        } catch (EngineException.Refused refused) {
            if (!ALREADY_THERE.equals(refused.type())) {
                throw refused;
            }
        }
    }

    /** Forgets what is known: all is looked at again before the next document. */
    void forget() {
        ensured.clear();
    }

    /** Puts back the templates that somebody deleted. */
    void restore() {
        if (ensured.isEmpty()) {
            return;
        }
        JsonNode answer = engine.ask("GET", "/_index_template/" + NAME_PREFIX + "*",
                Map.of("filter_path", "index_templates.name"), null);
        List<String> there = new ArrayList<>();
        answer.path("index_templates").forEach(template -> there.add(template.path("name").asString("")));
        ensured.forEach((wildcard, stream) -> {
            if (!there.contains(name(wildcard))) {
                log.warn("The index template {} was deleted: it is put back", name(wildcard));
                put(wildcard, stream);
            }
        });
    }

    private void put(String wildcard, String stream) {
        engine.ask("PUT", "/_index_template/" + name(wildcard), Map.of(),
                body.of(stream, List.of(wildcard), PRIORITY + wildcard.length()));
        log.info("Index template {} for {}", name(wildcard), wildcard);
    }

    private static String name(String wildcard) {
        return NAME_PREFIX + wildcard.substring(0, wildcard.length() - "-*".length());
    }
}
