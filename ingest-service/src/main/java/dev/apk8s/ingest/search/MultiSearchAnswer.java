package dev.apk8s.ingest.search;

import dev.apk8s.ingest.index.EngineException;
import java.util.Arrays;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the answer to several searches at once, of which there is one. */
final class MultiSearchAnswer {
    private MultiSearchAnswer() {}

    static AnswerReader only(JsonMapper json, byte[] answer) {
        try (JsonParser parser = json.createParser(answer)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean responses = parser.currentName().equals("responses");
                parser.nextToken();
                if (responses) {
                    parser.nextToken();
                    int start = (int) parser.currentTokenLocation().getByteOffset();
                    parser.skipChildren();
                    int end = (int) parser.currentLocation().getByteOffset();
                    return checked(json, Arrays.copyOfRange(answer, start, end));
                }
                parser.skipChildren();
            }
        }
        throw new IllegalStateException("The answer has no responses");
    }

    private static AnswerReader checked(JsonMapper json, byte[] response) {
        AnswerReader read = AnswerReader.read(json, response);
        if (read.failed()) {
            JsonNode answer = json.readTree(response);
            throw EngineException.of(answer.path("status").asInt(500), answer.path("error"));
        }
        return read;
    }
}
