package dev.apk8s.ingest.search;

import dev.apk8s.ingest.index.JsonObjects;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads hits out of the engine's answer. What the device sent is cut out of it byte for byte, without the platform's own
 * fields.
 */
final class HitReader {
    private final byte[] answer;
    private final JsonNode nothing;

    HitReader(byte[] answer, JsonMapper json) {
        this.answer = answer;
        this.nothing = json.missingNode();
    }

    /**
     * @param sort the values to go on after
     */
    record Read(SearchResult.Hit hit, JsonNode sort) {}

    /** Reads one element of {@code hits.hits}, whose opening brace was read. */
    Read read(JsonParser parser) {
        SearchResult.@Nullable Hit hit = null;
        JsonNode sort = nothing;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "_source" -> hit = source(parser);
                case "sort" -> sort = parser.readValueAsTree();
                default -> parser.skipChildren();
            }
        }
        if (hit == null) {
            throw new IllegalStateException("A hit without _source");
        }
        return new Read(hit, sort);
    }

    private SearchResult.Hit source(JsonParser parser) {
        ByteArrayOutputStream data = new ByteArrayOutputStream(256);
        data.write('{');
        JsonNode attributes = nothing;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            int start = (int) parser.currentTokenLocation().getByteOffset();
            JsonToken value = parser.nextToken();
            if (name.equals("apk8s")) {
                attributes = parser.readValueAsTree();
            } else {
                if (value.isStructStart()) {
                    parser.skipChildren();
                } else {
                    parser.finishToken();
                }
                if (!JsonObjects.RESERVED.contains(name)) {
                    if (data.size() > 1) {
                        data.write(',');
                    }
                    data.write(answer, start, (int) parser.currentLocation().getByteOffset() - start);
                }
            }
        }
        data.write('}');
        return hit(attributes, data.toString(StandardCharsets.UTF_8));
    }

    private static SearchResult.Hit hit(JsonNode attributes, String data) {
        Instant time = instant(attributes, "time");
        return new SearchResult.Hit(attributes.path("id").asString(""), attributes.path("type").asString(""),
                attributes.path("source").asString(""), attributes.path("device").asString(null),
                attributes.path("subject").asString(null), attributes.path("stream").asString(""),
                time == null ? Instant.EPOCH : time, instant(attributes, "received"), data);
    }

    private static @Nullable Instant instant(JsonNode attributes, String name) {
        String text = attributes.path(name).asString(null);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
