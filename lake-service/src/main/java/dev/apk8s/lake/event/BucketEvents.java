package dev.apk8s.lake.event;

import dev.apk8s.lake.store.BucketName;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads events in the form of S3's notifications, as MinIO's Kafka target sends them. */
@Component
public class BucketEvents {
    private static final int HEXADECIMAL = 16;

    private final JsonMapper json;

    BucketEvents(JsonMapper json) {
        this.json = json;
    }

    /**
     * The event, or nothing if it is about a bucket that the lake does not know, or is of a kind that changes no object.
     *
     * @throws IllegalArgumentException says what is wrong with the message
     */
    public Optional<BucketEvent> read(byte @Nullable [] message) {
        if (message == null) {
            throw new IllegalArgumentException("The message is empty");
        }
        try {
            return read(message, json.readTree(message));
        } catch (JacksonException malformed) {
            throw new IllegalArgumentException("The message is not JSON", malformed);
        }
    }

    /** As {@link #read}, with nothing for a message that is no event: the keeper of states makes a dead letter of it. */
    public Optional<BucketEvent> readIfEvent(byte @Nullable [] message) {
        try {
            return read(message);
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<BucketEvent> read(byte[] message, JsonNode root) {
        JsonNode entry = root.path("Records").path(0);
        JsonNode object = entry.path("s3").path("object");
        String name = required(root, "EventName");
        if (!name.startsWith("s3:ObjectCreated:") && !name.startsWith("s3:ObjectRemoved:")) {
            return Optional.empty();
        }
        String stored = required(entry.path("s3").path("bucket"), "name");
        String key = URLDecoder.decode(required(object, "key"), StandardCharsets.UTF_8);
        Map<String, String> metadata = new HashMap<>();
        object.path("userMetadata").properties()
                .forEach(property -> metadata.put(property.getKey(), property.getValue().asString("")));
        return BucketName.ofStored(stored)
                .map(bucket -> new BucketEvent(name, bucket, key, time(required(entry, "eventTime")),
                        sequence(required(object, "sequencer")), object.path("size").asLong(0),
                        object.path("eTag").asString(""), object.path("contentType").asString(null), metadata,
                        object.path("versionId").asString(null), message));
    }

    private static String required(JsonNode parent, String field) {
        String text = parent.path(field).asString("");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("The message has no '" + field + "' where an event of S3 has it");
        }
        return text;
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException("'" + text + "' is no time", unreadable);
        }
    }

    private static long sequence(String text) {
        try {
            return Long.parseLong(text, HEXADECIMAL);
        } catch (NumberFormatException unreadable) {
            throw new IllegalArgumentException("'" + text + "' is no sequencer", unreadable);
        }
    }
}
