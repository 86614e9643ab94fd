package dev.apk8s.ingest.index;

import java.util.List;
import java.util.ArrayList;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the engine did with each document of a bulk.
 *
 * @param failures in the order of the documents; empty if all are in the index
 */
public record BulkAnswer(List<Failure> failures) {
    /** @param position of the document in the bulk */
    public record Failure(int position, int status, EngineError error) {
        /** Whether it may work later, and is not the document's own fault. */
        public boolean isTemporary() {
            String reason = error.reason();
            return status == 429 || status >= 500 || status == 401 || status == 403 || status == 404
                    || error.type().equals("cluster_block_exception")
                    // The cluster may hold no more shards: nothing that another document would change.
                    || reason.contains("maximum shards open") || reason.contains("maximum normal shards open");
        }
    }

    private static final BulkAnswer ALL_KEPT = new BulkAnswer(List.of());

    /** Reads {@code {"errors","items":[{"index":{"status","error"}}]}}; without errors, only its beginning. */
    static BulkAnswer read(JsonMapper json, byte[] answer) {
        try (JsonParser parser = json.createParser(answer)) {
            boolean errors = false;
            List<Failure> failures = new ArrayList<>();
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals("errors")) {
                    errors = parser.getBooleanValue();
                    if (!errors) {
                        return ALL_KEPT;
                    }
                } else if (name.equals("items")) {
                    readItems(parser, failures);
                } else {
                    parser.skipChildren();
                }
            }
            if (!errors || failures.isEmpty()) {
                throw new EngineException.Unavailable("The answer to a bulk does not say what became of it", null);
            }
            return new BulkAnswer(failures);
        }
    }

    private static void readItems(JsonParser parser, List<Failure> failures) {
        int position = 0;
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            parser.nextToken();
            parser.nextToken();
            int status = 0;
            JsonNode error = null;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals("status")) {
                    status = parser.getIntValue();
                } else if (name.equals("error")) {
                    error = parser.readValueAsTree();
                } else {
                    parser.skipChildren();
                }
            }
            if (error != null || status >= 300) {
                failures.add(new Failure(position, status,
                        error == null ? new EngineError("unknown", "status " + status) : EngineError.read(error)));
            }
            parser.nextToken();
            position++;
        }
    }
}
