package dev.apk8s.ingest.index;

import dev.apk8s.ingest.index.Rejection.Code;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Finds the one JSON object that a record's value must be. The intake checked what came through it; others may write to
 * the topics too.
 */
public final class JsonObjects {
    /** What the indexer adds to a document. */
    public static final Set<String> RESERVED = Set.of("@timestamp", "apk8s");

    private static final int MAX_DEPTH = 200;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build()).build();

    private JsonObjects() {}

    /** What a value turned out to be. */
    public sealed interface Found {
        /**
         * @param start offset of the opening brace
         * @param end offset after the closing brace
         */
        record Whole(int start, int end, boolean empty) implements Found {}

        record None(Rejection why) implements Found {}
    }

    /** Looks through all of the value without building anything of it. */
    public static Found find(byte[] value) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), value)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return none(Code.NOT_JSON, "The value is empty.");
            }
            if (first != JsonToken.START_OBJECT) {
                return none(Code.NOT_AN_OBJECT, "The value is JSON, but no object.");
            }
            long start = parser.currentTokenLocation().getByteOffset();
            if (start < 0 || value[(int) start] != '{') {
                return none(Code.NOT_JSON, "The value is not encoded in UTF-8.");
            }
            String reserved = skip(parser);
            if (reserved != null) {
                return none(Code.FIELD_RESERVED, "The field '" + reserved + "' is set by the platform.");
            }
            long end = parser.currentLocation().getByteOffset();
            boolean empty = isEmpty(value, (int) start + 1, (int) end - 1);
            return parser.nextToken() == null
                    ? new Found.Whole((int) start, (int) end, empty)
                    : none(Code.NOT_JSON, "Something follows the object's closing brace.");
        } catch (JacksonException malformed) {
            var at = malformed.getLocation();
            return none(Code.NOT_JSON, malformed.getOriginalMessage()
                    + (at == null ? "" : " (byte " + Math.max(0, at.getByteOffset()) + ")"));
        }
    }

    /** Reads to the end of the object; returns the first field at the top that is reserved. */
    private static @Nullable String skip(JsonParser parser) {
        String reserved = null;
        for (JsonToken token = parser.nextToken(); token == JsonToken.PROPERTY_NAME; token = parser.nextToken()) {
            String name = parser.currentName();
            if (reserved == null && RESERVED.contains(name)) {
                reserved = name;
            }
            parser.nextToken();
            parser.skipChildren();
        }
        return reserved;
    }

    private static boolean isEmpty(byte[] value, int from, int to) {
        for (int i = from; i < to; i++) {
            if (value[i] > ' ') {
                return false;
            }
        }
        return true;
    }

    private static Found none(Code code, String reason) {
        return new Found.None(new Rejection(code, reason));
    }
}
