package dev.apk8s.ingest.intake;

import dev.apk8s.ingest.intake.Receipt.Refused;
import dev.apk8s.ingest.stream.EventSchema;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks an event's bytes without building anything of them, unless the stream has a schema. */
final class EventChecker {
    /** What the indexer adds to a document: an event may not bring its own. */
    private static final Set<String> RESERVED = Set.of("@timestamp", "apk8s");

    private final JsonFactory factory;
    private final JsonMapper mapper;

    EventChecker(IntakeProperties properties) {
        factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(properties.maxDepth())
                        .maxStringLength(Math.toIntExact(properties.maxEvent().toBytes())).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
        mapper = new JsonMapper(factory);
    }

    /** Empty if the bytes are one JSON object and nothing else. */
    Optional<Refused> check(byte[] data) {
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), data)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return refused(IntakeError.EVENT_NOT_AN_OBJECT, "The event must be a JSON object.", null);
            }
            int depth = 1;
            while (depth > 0) {
                JsonToken token = parser.nextToken();
                if (token == null) {
                    return refused(IntakeError.EVENT_NOT_JSON, "The event ends too early.", null);
                }
                if (depth == 1 && token == JsonToken.PROPERTY_NAME && RESERVED.contains(parser.currentName())) {
                    return refused(IntakeError.EVENT_FIELD_RESERVED,
                            "The field '" + parser.currentName() + "' is set by the platform. Name yours otherwise.",
                            "/" + parser.currentName());
                }
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                }
            }
            if (parser.nextToken() != null) {
                return refused(IntakeError.EVENT_NOT_JSON, "Something follows the event's closing brace.", null);
            }
            return Optional.empty();
        } catch (JacksonException malformed) {
            var at = malformed.getLocation();
            return refused(IntakeError.EVENT_NOT_JSON, malformed.getOriginalMessage()
                    + (at == null ? "" : " (byte " + Math.max(0, at.getByteOffset()) + ")"), null);
        }
    }

    /** Empty if a checked event matches the schema. */
    Optional<Refused> check(byte[] data, JsonNode schema) {
        JsonNode event = mapper.readTree(data);
        return EventSchema.compile(schema).check(event).flatMap(violation -> refused(
                IntakeError.EVENT_SCHEMA_MISMATCH, violation.message(), violation.field()));
    }

    private static Optional<Refused> refused(IntakeError code, String message,
            @Nullable String field) {
        return Optional.of(new Refused(code, message, field));
    }
}
