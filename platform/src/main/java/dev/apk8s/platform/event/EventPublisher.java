package dev.apk8s.platform.event;

import dev.apk8s.platform.trace.TraceContext;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Writes events to the log. What waits for the log is bounded by {@code spring.kafka.producer.buffer-memory}: beyond
 * it, and while the log is away, a call waits at most {@code max.block.ms} and then fails.
 */
public final class EventPublisher {
    private final Producer<String, byte[]> producer;
    private final TraceContext trace;

    EventPublisher(Producer<String, byte[]> producer, TraceContext trace) {
        this.producer = producer;
        this.trace = trace;
    }

    /**
     * Completes when all in-sync replicas have the event, which is the only moment at which a sender may be told so; or
     * exceptionally, with {@link LogUnavailableException}, when that cannot be known within
     * {@code delivery.timeout.ms}. Never throws.
     */
    public CompletableFuture<RecordMetadata> publish(String topic, Event event) {
        return publish(topic, event, trace.currentTraceParent());
    }

    /** As {@link #publish(String, Event)}, on behalf of the trace that an earlier event began. */
    public CompletableFuture<RecordMetadata> publish(String topic, Event event, @Nullable String traceParent) {
        return publishRaw(topic, event.key(), event.data(), EventHeaders.of(event, traceParent));
    }

    /**
     * Writes a record that is not an event: a change of a table, or a copy of what another topic had, with its headers.
     * Completes as {@link #publish(String, Event)} does.
     */
    public CompletableFuture<RecordMetadata> publishRaw(String topic, @Nullable String key, byte @Nullable [] value,
            Headers headers) {
        CompletableFuture<RecordMetadata> kept = new CompletableFuture<>();
        try {
            producer.send(new ProducerRecord<>(topic, null, key, value, headers), (metadata, failure) -> {
                if (failure == null) {
                    kept.complete(metadata);
                } else {
                    kept.completeExceptionally(new LogUnavailableException(topic, failure));
                }
            });
        } catch (KafkaException | IllegalStateException refused) {
            kept.completeExceptionally(new LogUnavailableException(topic, refused));
        }
        return kept;
    }
}
