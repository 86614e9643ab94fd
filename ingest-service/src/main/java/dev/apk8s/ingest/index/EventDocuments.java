package dev.apk8s.ingest.index;

import dev.apk8s.ingest.index.Rejection.Code;
import dev.apk8s.ingest.stream.Stream;
import dev.apk8s.platform.event.Event;
import dev.apk8s.platform.event.EventHeaders;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * Writes records as documents: the device's own object, byte for byte, with {@code @timestamp} and {@code apk8s} put
 * in front of its fields.
 */
final class EventDocuments {
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final EventStreams streams;
    private final IndexTemplates templates;

    EventDocuments(EventStreams streams, IndexTemplates templates) {
        this.streams = streams;
        this.templates = templates;
    }

    /**
     * Adds a record to a bulk, or says why it cannot be a document.
     *
     * @throws EngineException if the index it belongs to cannot be prepared
     */
    Optional<Rejection> append(ConsumerRecord<String, byte[]> entry, BulkBody bulk) {
        Stream stream = streams.ofTopic(entry.topic()).orElse(null);
        if (stream == null) {
            return rejected(Code.STREAM_GONE, "The stream of topic " + entry.topic() + " was deleted.");
        }
        String tenant = EventStreams.tenantOf(entry.headers(), stream).orElse(null);
        if (tenant == null) {
            return rejected(Code.ATTRIBUTE_INVALID, "The tenant is no name.");
        }
        if (!stream.isVisibleTo(tenant)) {
            return rejected(Code.TENANT_MISMATCH, "The event is of tenant " + tenant + ", the stream is not.");
        }
        Event event = EventHeaders.read(entry);
        if (event.time().isBefore(EARLIEST) || event.time().isAfter(LATEST)) {
            return rejected(Code.ATTRIBUTE_INVALID, "The time " + event.time() + " is out of all bounds.");
        }
        return switch (JsonObjects.find(event.data())) {
            case JsonObjects.Found.None none -> Optional.of(none.why());
            case JsonObjects.Found.Whole object -> {
                templates.ensure(stream, tenant);
                write(entry, stream, tenant, event, object, bulk);
                yield Optional.empty();
            }
        };
    }

    private static void write(ConsumerRecord<String, byte[]> entry, Stream stream, String tenant, Event event,
            JsonObjects.Found.Whole object, BulkBody bulk) {
        String key = DocumentKey.of(tenant, event.source(), event.id());
        String time = event.time().toString();
        bulk.ascii("{\"index\":{\"_index\":\"").ascii(stream.index(tenant, event.time())).ascii("\",\"_id\":\"")
                .ascii(key).ascii("\"}}\n");
        bulk.ascii("{\"@timestamp\":\"").ascii(time).ascii("\",\"apk8s\":{\"key\":\"").ascii(key)
                .ascii("\",\"id\":");
        quoted(bulk, event.id());
        bulk.ascii(",\"source\":");
        quoted(bulk, event.source());
        bulk.ascii(",\"type\":");
        quoted(bulk, event.type());
        optional(bulk, "subject", event.subject());
        optional(bulk, "device", event.device());
        bulk.ascii(",\"tenant\":\"").ascii(tenant).ascii("\",\"stream\":\"").ascii(stream.name())
                .ascii("\",\"time\":\"").ascii(time).ascii("\",\"received\":\"")
                .ascii(Instant.ofEpochMilli(entry.timestamp()).toString()).ascii("\"}");
        if (object.empty()) {
            bulk.ascii("}");
        } else {
            bulk.ascii(",").oneLine(event.data(), object.start() + 1, object.end());
        }
        bulk.ascii("\n").endEntry(entry);
    }

    private static void optional(BulkBody bulk, String name, @Nullable String value) {
        if (value != null) {
            bulk.ascii(",\"").ascii(name).ascii("\":");
            quoted(bulk, value);
        }
    }

    private static void quoted(BulkBody bulk, String value) {
        bulk.ascii("\"").bytes(JsonStringEncoder.getInstance().quoteAsUTF8(value)).ascii("\"");
    }

    private static Optional<Rejection> rejected(Code code, String reason) {
        return Optional.of(new Rejection(code, reason));
    }
}
