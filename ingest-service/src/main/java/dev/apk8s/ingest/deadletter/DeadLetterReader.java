package dev.apk8s.ingest.deadletter;

import dev.apk8s.ingest.deadletter.DeadLetter.Header;
import dev.apk8s.ingest.deadletter.DeadLetter.State;
import dev.apk8s.ingest.index.EventStreams;
import dev.apk8s.ingest.stream.Stream;
import dev.apk8s.platform.event.DeadLetters;
import dev.apk8s.platform.event.EventHeaders;
import dev.apk8s.platform.identity.Caller;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Reads a record of a dead-letter topic. Whatever somebody wrote there becomes a letter. */
final class DeadLetterReader {
    private static final String REASON_HEADERS = "dlt_";
    private static final int MAX_HEADERS = 100;

    private final EventStreams streams;
    private final int maxPayload;

    DeadLetterReader(EventStreams streams, int maxPayload) {
        this.streams = streams;
        this.maxPayload = maxPayload;
    }

    DeadLetter read(ConsumerRecord<String, byte[]> entry) {
        Headers headers = entry.headers();
        // Not by the header: a record must not lead a replay to another topic than it stands beside.
        String topic = DeadLetter.topicOf(entry.topic());
        Stream stream = streams.ofTopic(topic).orElse(null);
        byte[] value = entry.value() == null ? new byte[0] : entry.value();
        boolean cut = value.length > maxPayload;
        return new DeadLetter(entry.topic() + "-" + entry.partition() + "-" + entry.offset(),
                streams.tenantOf(entry, stream).orElse(Caller.DEFAULT_TENANT), topic,
                stream == null ? topic : stream.name(), entry.key(), EventHeaders.text(headers, EventHeaders.ID),
                EventHeaders.text(headers, EventHeaders.DEVICE), text(headers, DeadLetters.CODE, "UNKNOWN"),
                text(headers, DeadLetters.REASON, "The record names no reason."),
                text(headers, DeadLetters.CONSUMER, "unknown"), time(entry), State.OPEN, null, null, value.length, cut,
                cut ? Arrays.copyOf(value, maxPayload) : value, original(headers));
    }

    private static List<Header> original(Headers headers) {
        return StreamSupport.stream(headers.spliterator(), false)
                .filter(header -> !header.key().startsWith(REASON_HEADERS)).limit(MAX_HEADERS)
                .map(header -> new Header(header.key(), header.value())).toList();
    }

    private static Instant time(ConsumerRecord<String, byte[]> entry) {
        String time = EventHeaders.text(entry.headers(), DeadLetters.TIME);
        try {
            return time == null ? Instant.ofEpochMilli(entry.timestamp()) : Instant.parse(time);
        } catch (DateTimeException unreadable) {
            return Instant.ofEpochMilli(entry.timestamp());
        }
    }

    private static String text(Headers headers, String name, String otherwise) {
        @Nullable
        String text = EventHeaders.text(headers, name);
        return text == null ? otherwise : text;
    }
}
