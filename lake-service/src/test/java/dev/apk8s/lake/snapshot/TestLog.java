package dev.apk8s.lake.snapshot;

import dev.apk8s.platform.event.EventHeaders;
import dev.apk8s.platform.event.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes to the log what ingest writes: declarations of streams, and events. */
final class TestLog implements AutoCloseable {
    private final Admin admin;
    private final KafkaProducer<String, byte[]> producer;
    private volatile @Nullable Exception failure;

    TestLog(String bootstrapServers) {
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 5,
                "batch.size", 128 << 10, "compression.type", "lz4", "delivery.timeout.ms", 180_000),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** A topic, and its declaration as ingest keeps it. */
    String declare(String tenant, String stream, int partitions) {
        return declare(tenant, stream, partitions, Map.of());
    }

    String declare(String tenant, String stream, int partitions, Map<String, String> configuration) {
        String topic = tenant.equals("default") ? stream : tenant + "." + stream;
        createTopic(topic, partitions, configuration);
        write(new ProducerRecord<>("apk8s.streams", tenant + "/" + stream,
                ("{\"name\":\"" + stream + "\",\"owner\":\"" + tenant + "\",\"partitions\":" + partitions
                        + ",\"retention\":\"PT168H\",\"indexPattern\":\"x-{yyyy}\",\"writable\":true}")
                        .getBytes(StandardCharsets.UTF_8)));
        return topic;
    }

    /** A topic, which may be there. */
    void ensureTopic(String topic) {
        try {
            createTopic(topic, 1, Map.of());
        } catch (IllegalStateException failed) {
            Throwable cause = failed.getCause();
            if (cause == null || !(cause.getCause() instanceof TopicExistsException)) {
                throw failed;
            }
        }
    }

    private void createTopic(String topic, int partitions, Map<String, String> configuration) {
        get(admin.createTopics(Set.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())
                .configs(configuration))).all().toCompletionStage().toCompletableFuture());
        get(Topics.led(admin, topic, partitions).toCompletableFuture());
    }

    /** Sends an event. {@link #flush} tells whether the log has it. */
    void send(String topic, @Nullable String tenant, String id, @Nullable Instant kept, String json) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(EventHeaders.ID, id.getBytes(StandardCharsets.UTF_8));
        if (tenant != null) {
            headers.add(EventHeaders.TENANT, tenant.getBytes(StandardCharsets.UTF_8));
        }
        String device = "d" + Math.floorMod(id.hashCode(), 20);
        headers.add(EventHeaders.DEVICE, device.getBytes(StandardCharsets.UTF_8));
        producer.send(new ProducerRecord<>(topic, null, kept == null ? null : kept.toEpochMilli(), device,
                json.getBytes(StandardCharsets.UTF_8), headers), (_, failed) -> {
                    if (failed != null) {
                        failure = failed;
                    }
                });
    }

    /** Returns when the log has all that was sent. */
    void flush() {
        producer.flush();
        if (failure != null) {
            throw new IllegalStateException("An event is not on the log", failure);
        }
    }

    /** Deletes what a partition has before an offset, as retention does. */
    void expire(String topic, int partition, long before) {
        get(admin.deleteRecords(Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(before)))
                .all().toCompletionStage().toCompletableFuture());
    }

    private void write(ProducerRecord<String, byte[]> entry) {
        get(producer.send(entry));
    }

    private static void get(Future<?> done) {
        try {
            done.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
