package dev.apk8s.ingest.live;

import dev.apk8s.ingest.index.EventStreams;
import dev.apk8s.ingest.index.JsonObjects;
import dev.apk8s.ingest.stream.Stream;
import dev.apk8s.platform.event.Event;
import dev.apk8s.platform.event.EventHeaders;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One connection: gives on what is read until the client, the token or the service ends. */
final class LiveSession {
    private static final long RECONNECT_MILLIS = 2_000;

    private final LogReader reader;
    private final EventWriter writer;
    private final Stream stream;
    private final Audience audience;
    private final EventStreams streams;
    private final JsonMapper json;
    private volatile boolean stopped;

    /**
     * Who listens.
     *
     * @param device if only events of this one are wanted
     * @param end when the connection is ended
     */
    record Audience(String tenant, @Nullable String device, Instant end) {}

    LiveSession(LogReader reader, EventWriter writer, Stream stream, Audience audience, EventStreams streams,
            JsonMapper json) {
        this.reader = reader;
        this.writer = writer;
        this.stream = stream;
        this.audience = audience;
        this.streams = streams;
        this.json = json;
    }

    /** Lets it end soon. May be called by any thread. */
    void stop() {
        stopped = true;
        reader.wakeup();
    }

    /** @throws IOException when the client is gone */
    void run(Duration heartbeat) throws IOException {
        writer.field("retry", Long.toString(RECONNECT_MILLIS));
        position();
        Instant quietUntil = Instant.now().plus(heartbeat);
        while (!stopped) {
            Instant now = Instant.now();
            if (!now.isBefore(audience.end())) {
                writer.field("event", "end").field("data", "{\"reason\":\"time is up\"}").end();
                writer.flush();
                return;
            }
            if (!now.isBefore(quietUntil)) {
                position();
                quietUntil = now.plus(heartbeat);
            }
            Instant next = quietUntil.isBefore(audience.end()) ? quietUntil : audience.end();
            if (give(poll(Duration.between(now, next)))) {
                quietUntil = Instant.now().plus(heartbeat);
            }
        }
    }

    private ConsumerRecords<String, byte[]> poll(Duration patience) {
        try {
            return reader.poll(patience);
        } catch (WakeupException stop) {
            return ConsumerRecords.empty();
        }
    }

    /** Without data nothing is dispatched, but the client remembers the id: it need not read again what was not for it. */
    private void position() throws IOException {
        writer.field("id", reader.position().toString()).ascii(":\n").end();
        writer.flush();
    }

    private boolean give(ConsumerRecords<String, byte[]> entries) throws IOException {
        boolean written = false;
        for (Gap gap : reader.gaps()) {
            writer.field("event", "gap").field("id", reader.position().toString()).ascii("data: ")
                    .json(json.writeValueAsBytes(gap)).ascii("\n").end();
            written = true;
        }
        for (ConsumerRecord<String, byte[]> entry : entries) {
            reader.passed(entry);
            written |= give(entry);
        }
        if (written) {
            writer.flush();
        }
        if (!entries.isEmpty()) {
            reader.passedAll();
        }
        return written;
    }

    private boolean give(ConsumerRecord<String, byte[]> entry) throws IOException {
        Optional<String> tenant = streams.tenantOf(entry, stream);
        if (tenant.isEmpty() || !tenant.get().equals(audience.tenant())) {
            return false;
        }
        Event event = EventHeaders.read(entry);
        if (audience.device() != null && !audience.device().equals(event.device())) {
            return false;
        }
        return switch (JsonObjects.find(event.data())) {
            // It is no event: the indexer makes a dead letter of it.
            case JsonObjects.Found.None _ -> false;
            case JsonObjects.Found.Whole object -> {
                write(event, object);
                yield true;
            }
        };
    }

    private void write(Event event, JsonObjects.Found.Whole object) throws IOException {
        writer.field("id", reader.position().toString()).ascii("data: ").member("{", "id", event.id())
                .member(",", "type", event.type()).member(",", "source", event.source())
                .member(",", "device", event.device()).member(",", "subject", event.subject())
                .member(",", "stream", stream.name()).member(",", "time", event.time().toString())
                .ascii(",\"data\":").json(event.data(), object.start(), object.end()).ascii("}\n").end();
    }
}
