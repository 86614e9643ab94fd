package dev.apk8s.platform.event;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** The attributes of an event as Kafka headers, by CloudEvents' Kafka protocol binding 1.0.2 (binary mode). */
public final class EventHeaders {
    public static final String ID = "ce_id";
    public static final String SOURCE = "ce_source";
    public static final String TYPE = "ce_type";
    public static final String TIME = "ce_time";
    public static final String SUBJECT = "ce_subject";
    public static final String TENANT = "ce_tenant";
    public static final String DEVICE = "ce_device";
    public static final String TRACE_PARENT = "traceparent";

    private static final Header VERSION = new RecordHeader("ce_specversion", bytes("1.0"));
    private static final Header JSON = new RecordHeader("content-type", bytes("application/json"));
    private static final RecentHeaders RECENT = new RecentHeaders();

    private EventHeaders() {}

    static Headers of(Event event, @Nullable String traceParent) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(VERSION);
        headers.add(new RecordHeader(ID, bytes(event.id())));
        headers.add(RECENT.of(SOURCE, event.source()));
        headers.add(RECENT.of(TYPE, event.type()));
        headers.add(RECENT.ofTime(TIME, event.time()));
        if (event.subject() != null) {
            headers.add(new RecordHeader(SUBJECT, bytes(event.subject())));
        }
        headers.add(RECENT.of(TENANT, event.tenant()));
        if (event.device() != null) {
            headers.add(RECENT.of(DEVICE, event.device()));
        }
        headers.add(JSON);
        if (traceParent != null) {
            headers.add(RECENT.of(TRACE_PARENT, traceParent));
        }
        return headers;
    }

    /**
     * Reads an event back. A record that somebody else wrote without our headers still is an event: its id is its place
     * in the log, its time the record's, and it belongs to the default tenant.
     */
    public static Event read(ConsumerRecord<String, byte[]> entry) {
        Headers headers = entry.headers();
        String id = text(headers, ID);
        String source = text(headers, SOURCE);
        String type = text(headers, TYPE);
        String tenant = text(headers, TENANT);
        byte[] data = entry.value();
        return new Event(id == null ? entry.topic() + "-" + entry.partition() + "-" + entry.offset() : id,
                source == null ? "/topics/" + entry.topic() : source, type == null ? "dev.apk8s.record" : type,
                time(headers, entry.timestamp()), text(headers, SUBJECT), tenant == null ? "default" : tenant,
                text(headers, DEVICE), data == null ? new byte[0] : data);
    }

    /** A header's text, or null if there is none. */
    public static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Instant time(Headers headers, long fallback) {
        String time = text(headers, TIME);
        if (time != null) {
            try {
                return Instant.parse(time);
            } catch (DateTimeException unreadable) {
                return Instant.ofEpochMilli(fallback);
            }
        }
        return Instant.ofEpochMilli(fallback);
    }
}
