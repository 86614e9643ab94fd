package dev.apk8s.warehouse.engine;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the member {@code error} of the engine's answers. */
final class FailureReader {
    private FailureReader() {}

    /** @param parser on the start of the object; on its end afterwards */
    static EngineFailure read(JsonParser parser) {
        String message = "";
        String name = "";
        String type = "";
        int line = 0;
        int column = 0;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String member = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (member) {
                case "message" -> message = value == JsonToken.VALUE_NULL ? "" : parser.getString();
                case "errorName" -> name = parser.getString();
                case "errorType" -> type = parser.getString();
                case "errorLocation" -> {
                    while (value == JsonToken.START_OBJECT && parser.nextToken() == JsonToken.PROPERTY_NAME) {
                        String part = parser.currentName();
                        parser.nextToken();
                        if (part.equals("lineNumber")) {
                            line = parser.getIntValue();
                        } else if (part.equals("columnNumber")) {
                            column = parser.getIntValue();
                        } else {
                            parser.skipChildren();
                        }
                    }
                }
                default -> parser.skipChildren();
            }
        }
        return new EngineFailure(message, name, type, line, column);
    }
}
