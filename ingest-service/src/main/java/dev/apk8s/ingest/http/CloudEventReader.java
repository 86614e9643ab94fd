package dev.apk8s.ingest.http;

import dev.apk8s.ingest.intake.IntakeError;
import dev.apk8s.ingest.intake.Receipt.Refused;
import dev.apk8s.ingest.intake.Submission;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads events in CloudEvents' JSON format 1.0.2; the data is cut out byte for byte. */
final class CloudEventReader {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** An event that is none by the CloudEvents specification. */
    static final class InvalidCloudEventException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String attribute;

        InvalidCloudEventException(String attribute, String message) {
            super(message);
            this.attribute = attribute;
        }

        Refused refused() {
            return new Refused(IntakeError.EVENT_ATTRIBUTE_INVALID, String.valueOf(getMessage()), attribute);
        }
    }

    private CloudEventReader() {}

    /** @throws InvalidCloudEventException naming the attribute at fault */
    static Submission structured(byte[] event) {
        Map<String, String> attributes = new HashMap<>();
        byte[] data = null;
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), event)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidCloudEventException("event", "A CloudEvent must be a JSON object.");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("data")) {
                    int from = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
                    parser.skipChildren();
                    parser.finishToken();
                    data = Arrays.copyOfRange(event, from, Math.toIntExact(parser.currentLocation().getByteOffset()));
                } else if (name.equals("data_base64")) {
                    data = parser.getBinaryValue();
                } else if (value.isScalarValue()) {
                    attributes.put(name, parser.getString());
                } else {
                    throw new InvalidCloudEventException(name, "The attribute '" + name + "' must be a simple value.");
                }
            }
        } catch (JacksonException malformed) {
            throw new InvalidCloudEventException("event",
                    "The event is not well-formed JSON: " + malformed.getOriginalMessage());
        }
        if (data == null) {
            throw new InvalidCloudEventException("data", "The event has no data.");
        }
        return submission(attributes, data);
    }

    /** @param attributes by CloudEvents name, without prefix */
    static Submission submission(Map<String, String> attributes, byte[] data) {
        String version = required(attributes, "specversion");
        if (!version.equals("1.0")) {
            throw new InvalidCloudEventException("specversion",
                    "Only specversion 1.0 is known, not '" + version + "'.");
        }
        String contentType = attributes.get("datacontenttype");
        if (contentType != null && !contentType.contains("json")) {
            throw new InvalidCloudEventException("datacontenttype",
                    "The data must be JSON, not '" + contentType + "'.");
        }
        return new Submission(required(attributes, "id"), required(attributes, "type"), time(attributes.get("time")),
                attributes.get("subject"), required(attributes, "source"), data);
    }

    /** RFC 3339, or null. */
    static @Nullable Instant time(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException invalid) {
            throw new InvalidCloudEventException("time",
                    "The time '" + text + "' is not RFC 3339, such as 2026-11-23T17:00:00Z.");
        }
    }

    private static String required(Map<String, String> attributes, String name) {
        String value = attributes.get(name);
        if (value == null || value.isEmpty()) {
            throw new InvalidCloudEventException(name, "A CloudEvent needs the attribute '" + name + "'.");
        }
        return value;
    }
}
