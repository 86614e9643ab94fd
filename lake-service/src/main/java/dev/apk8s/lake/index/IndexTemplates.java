package dev.apk8s.lake.index;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How the lake's indexes are made when their first document comes. */
@Component
public class IndexTemplates {
    private static final int PRIORITY = 250;
    private static final Map<String, Object> SETTINGS = Map.of("index.number_of_shards", 1, "index.refresh_interval",
            "1s", "index.gc_deletes", "1h");

    private final IndexClient client;
    private final IndexProperties properties;

    IndexTemplates(IndexClient client, IndexProperties properties) {
        this.client = client;
        this.properties = properties;
    }

    /**
     * Puts a template, unless somebody who runs the platform put another one of this name.
     *
     * @param index the one index that it is for
     */
    public void ensure(String index, Map<String, ?> mappings) {
        String path = "/_index_template/apk8s-lake-" + index;
        if (client.find(path) != null) {
            return;
        }
        Map<String, Object> settings = new HashMap<>(SETTINGS);
        settings.put("index.number_of_replicas", properties.replicas());
        client.ask("PUT", path, Map.of(), Map.of("index_patterns", List.of(index), "priority", PRIORITY,
                "template", Map.of("settings", settings, "mappings", mappings), "_meta",
                Map.of("managed_by", "apk8s")));
    }

    /** A field that is searched and sorted by its whole text. */
    public static Map<String, Object> keyword() {
        return Map.of("type", "keyword", "ignore_above", 4_096);
    }

    public static Map<String, Object> date() {
        return Map.of("type", "date");
    }

    public static Map<String, Object> number() {
        return Map.of("type", "long");
    }
}
