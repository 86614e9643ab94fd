package dev.apk8s.platform.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Where what cannot be processed is kept: {@code <topic>.dlt}, with the bytes as they came, their own headers, and the
 * reason.
 */
public final class DeadLetters {
    public static final String SUFFIX = ".dlt";
    /** A stable code of what went wrong, upper snake case. */
    public static final String CODE = "dlt_code";
    /** What went wrong, for people. */
    public static final String REASON = "dlt_reason";
    /** The topic that it was meant for, or came from. */
    public static final String TOPIC = "dlt_topic";
    public static final String PARTITION = "dlt_partition";
    public static final String OFFSET = "dlt_offset";
    /** Who could not process it, such as {@code indexer}. */
    public static final String CONSUMER = "dlt_consumer";
    /** When it was given up, ISO 8601. */
    public static final String TIME = "dlt_time";

    private static final int MAX_REASON = 2_000;

    private final EventPublisher publisher;
    private final Topics topics;
    private final Counter kept;

    DeadLetters(EventPublisher publisher, Topics topics, MeterRegistry meters) {
        this.publisher = publisher;
        this.topics = topics;
        this.kept = Counter.builder("apk8s.events.dead.letters")
                .description("Records that could not be processed and were kept on a dead-letter topic")
                .register(meters);
    }

    /** Keeps a record that a consumer cannot process. Completes when the log has it. */
    public CompletableFuture<RecordMetadata> keep(ConsumerRecord<String, byte[]> entry, String consumer, String code,
            String reason) {
        RecordHeaders headers = new RecordHeaders(entry.headers());
        headers.add(PARTITION, EventHeaders.bytes(Integer.toString(entry.partition())));
        headers.add(OFFSET, EventHeaders.bytes(Long.toString(entry.offset())));
        return keep(entry.topic(), entry.key(), entry.value(), headers, consumer, code, reason);
    }

    /** Keeps a message that cannot become an event of a stream. Completes when the log has it. */
    public CompletableFuture<RecordMetadata> keep(String topic, Event message, String consumer, String code,
            String reason) {
        return keep(topic, message, null, consumer, code, reason);
    }

    /** As {@link #keep(String, Event, String, String, String)}, of the trace that the event is part of. */
    public CompletableFuture<RecordMetadata> keep(String topic, Event message, @Nullable String traceParent,
            String consumer, String code, String reason) {
        return keep(topic, message.key(), message.data(), EventHeaders.of(message, traceParent), consumer, code,
                reason);
    }

    private CompletableFuture<RecordMetadata> keep(String topic, @Nullable String key, byte @Nullable [] value,
            Headers headers, String consumer, String code, String reason) {
        headers.add(TOPIC, EventHeaders.bytes(topic)).add(CONSUMER, EventHeaders.bytes(consumer))
                .add(CODE, EventHeaders.bytes(code))
                .add(REASON, EventHeaders.bytes(reason.substring(0, Math.min(MAX_REASON, reason.length()))))
                .add(TIME, EventHeaders.bytes(Instant.now().toString()));
        String deadLetterTopic = topic + SUFFIX;
        return topics.ensureDeadLetterTopic(deadLetterTopic)
                .thenCompose(_ -> publisher.publishRaw(deadLetterTopic, key, value, headers)).thenApply(written -> {
                    kept.increment();
                    return written;
                });
    }
}
