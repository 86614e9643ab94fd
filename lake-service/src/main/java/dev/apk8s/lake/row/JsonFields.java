package dev.apk8s.lake.row;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Walks the top-level fields of an event, without making a tree of it. */
final class JsonFields {
    /** The field that data which is no JSON object counts as. */
    static final String WHOLE = "";

    private static final JsonMapper JSON = new JsonMapper();
    /** Beyond so many digits an integer may lose some as a double. */
    private static final int SAFE_DIGITS = 15;
    private static final long LARGEST_EXACT = 1L << 53;

    /** Takes a field; the parser stands on the first token of its value, and is to be left on its last. */
    interface Visitor {
        void field(String name, JsonParser value);
    }

    private JsonFields() {}

    /** Returns false if the data is no JSON object; fields may have been visited by then. */
    static boolean walk(byte[] data, Visitor visitor) {
        try (JsonParser parser = JSON.createParser(data)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                visitor.field(name, parser);
            }
            return parser.currentToken() == JsonToken.END_OBJECT;
        } catch (JacksonException malformed) {
            return false;
        }
    }

    /** The type that holds a value exactly. Its nested values are skipped. */
    static ColumnType typeOf(JsonParser value) {
        JsonToken token = value.currentToken();
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return ColumnType.BOOLEAN;
        }
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            return isDouble(value, token) ? ColumnType.DOUBLE : ColumnType.STRING;
        }
        value.skipChildren();
        return ColumnType.STRING;
    }

    /** A value as text: numbers as they were sent, objects and arrays as JSON without white space. */
    static String text(JsonParser value) {
        if (!value.currentToken().isStructStart()) {
            return value.getString();
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            generator.copyCurrentStructureExact(value);
        }
        return text.toString();
    }

    /** Data that is no JSON object, as text. */
    static String whole(byte[] data) {
        return new String(data, StandardCharsets.UTF_8);
    }

    /** An object that is built field by field. */
    static final class Rest implements AutoCloseable {
        private final StringWriter text = new StringWriter();
        private final JsonGenerator generator = JSON.createGenerator(text);

        Rest() {
            generator.writeStartObject();
        }

        void add(String name, JsonParser value) {
            generator.writeName(name);
            generator.copyCurrentStructureExact(value);
        }

        String end() {
            generator.writeEndObject();
            generator.close();
            return text.toString();
        }

        @Override
        public void close() {
            generator.close();
        }
    }

    private static boolean isDouble(JsonParser value, JsonToken token) {
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            return Double.isFinite(Double.parseDouble(value.getString()));
        }
        if (value.getStringLength() <= SAFE_DIGITS) {
            return true;
        }
        return switch (value.getNumberType()) {
            case INT -> true;
            case LONG -> Math.abs(value.getLongValue()) <= LARGEST_EXACT && value.getLongValue() != Long.MIN_VALUE;
            case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> false;
        };
    }
}
