package dev.apk8s.ingest.index;

import tools.jackson.databind.JsonNode;

/**
 * An error as Elasticsearch and OpenSearch write it.
 *
 * @param type such as {@code mapper_parsing_exception}
 * @param reason with the causes' reasons behind it
 */
public record EngineError(String type, String reason) {
    private static final int MAX_CAUSES = 5;
    private static final int MAX_REASON = 1_500;

    /** Reads {@code {"type","reason","caused_by":{..}}}, or the whole answer that has it as {@code error}. */
    static EngineError read(JsonNode error) {
        JsonNode first = innermost(error);
        StringBuilder reason = new StringBuilder(first.path("reason").asString(error.toString()));
        JsonNode cause = first.path("caused_by");
        for (int depth = 0; depth < MAX_CAUSES && cause.isObject(); depth++) {
            String text = cause.path("reason").asString("");
            if (!text.isBlank() && reason.indexOf(text) < 0) {
                reason.append(": ").append(text);
            }
            cause = cause.path("caused_by");
        }
        reason.setLength(Math.min(MAX_REASON, reason.length()));
        return new EngineError(first.path("type").asString("unknown"), reason.toString());
    }

    /** A search says of each shard why it failed, and only "all shards failed" of the whole. */
    private static JsonNode innermost(JsonNode error) {
        JsonNode shard = error.path("failed_shards").path(0).path("reason");
        if (shard.isObject()) {
            return shard;
        }
        JsonNode root = error.path("root_cause").path(0);
        return error.path("caused_by").isMissingNode() && root.isObject() ? root : error;
    }
}
