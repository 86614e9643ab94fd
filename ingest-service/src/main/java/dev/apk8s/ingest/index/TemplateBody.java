package dev.apk8s.ingest.index;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a template says of the indexes of a stream.
 *
 * <p>Devices send 20 and then 20.5. The first must not make the field a {@code long}, which would cut the second: every
 * number is a {@code double}, exact for whole numbers up to 2^53. The document itself keeps each number as it was sent.
 */
final class TemplateBody {
    private static final int LONGEST_KEYWORD = 1_024;

    private final IndexProperties properties;

    TemplateBody(IndexProperties properties) {
        this.properties = properties;
    }

    Map<String, Object> of(String stream, List<String> patterns, int priority) {
        return Map.of("index_patterns", patterns, "priority", priority, "template",
                Map.of("settings", settings(), "mappings", mappings(stream)), "_meta", Map.of("managed_by", "apk8s"));
    }

    private Map<String, Object> settings() {
        return Map.of("index.number_of_shards", 1, "index.number_of_replicas", properties.replicas(),
                "index.refresh_interval", properties.refreshInterval().toMillis() + "ms",
                "index.mapping.total_fields.limit", properties.fieldLimit(), "index.mapping.depth.limit",
                properties.depthLimit());
    }

    private Map<String, Object> mappings(String stream) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (String name : List.of("key", "id", "source", "type", "subject", "device", "tenant", "stream")) {
            attributes.put(name, Map.of("type", "keyword", "ignore_above", LONGEST_KEYWORD));
        }
        attributes.put("time", Map.of("type", "date"));
        attributes.put("received", Map.of("type", "date"));
        Map<String, Object> fields = new LinkedHashMap<>();
        properties.fieldTypes().getOrDefault(stream, Map.of())
                .forEach((field, type) -> fields.put(field, Map.of("type", type)));
        fields.put("@timestamp", Map.of("type", "date"));
        fields.put("apk8s", Map.of("type", "object", "dynamic", false, "properties", attributes));
        return Map.of("dynamic", true, "date_detection", false, "numeric_detection", false, "properties", fields,
                "dynamic_templates",
                List.of(dynamic("whole_numbers", "long", Map.of("type", "double")),
                        dynamic("numbers", "double", Map.of("type", "double")), dynamic("strings", "string",
                                Map.of("type", "keyword", "ignore_above", LONGEST_KEYWORD, "fields",
                                        Map.of("text", Map.of("type", "text"))))));
    }

    private static Map<String, Object> dynamic(String name, String type, Map<String, Object> mapping) {
        return Map.of(name, Map.of("match_mapping_type", type, "mapping", mapping));
    }
}
