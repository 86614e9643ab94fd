package dev.apk8s.local.trino;

import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.json.JsonMapper;

/**
 * The table of a topic. A tenant's own streams have topics named {@code <tenant>.<stream>}; its tables are in a schema
 * of the tenant's name.
 */
record TopicTable(String schema, String table, String topic) {

    static TopicTable of(String topic) {
        int dot = topic.indexOf('.');
        return dot < 0
                ? new TopicTable("default", topic, topic)
                : new TopicTable(topic.substring(0, dot), topic.substring(dot + 1), topic);
    }

    /** A description for the connector: without columns, so that the table has those that every record has. */
    String json() {
        return new JsonMapper().writeValueAsString(
                new TreeMap<>(Map.of("schemaName", schema, "tableName", table, "topicName", topic)));
    }
}
