package dev.apk8s.benchmarks.measure;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The broker's topics, as the benchmarks look at them. */
public final class Log implements AutoCloseable {
    /** As the services write: see platform.yaml. */
    public static final Map<String, Object> PRODUCER = Map.of("acks", "all", "compression.type", "lz4", "linger.ms",
            "2", "batch.size", "131072", "buffer.memory", "25165824");
    private static final long LOOK_MILLIS = 10;

    private final String bootstrapServers;
    private final KafkaConsumer<byte[], byte[]> consumer;

    public Log(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrapServers), new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    public void createTopic(String topic, int partitions) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
        } catch (java.util.concurrent.ExecutionException failed) {
            throw new BenchmarkException("Topic " + topic + " cannot be created", failed);
        }
    }

    /** How many records were ever written to a topic. */
    public long written(String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition())).toList();
        return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns when so many records were ever written to a topic. */
    public void awaitWritten(String topic, long count, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (written(topic) < count) {
            if (System.nanoTime() > deadline) {
                throw new BenchmarkException(
                        "Topic " + topic + " has " + written(topic) + " records instead of " + count);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** Writes the events from one number to another as the edge does, with their attributes in headers. */
    public void write(String topic, List<byte[]> events, int from, int to, String time) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(with(PRODUCER), new StringSerializer(),
                new ByteArraySerializer())) {
            for (int i = from; i < to; i++) {
                String device = "bench-" + i % 100;
                producer.send(new ProducerRecord<>(topic, null, device, events.get(i % events.size()),
                        headers(topic, device, i, time)));
            }
            producer.flush();
        }
    }

    private Map<String, Object> with(Map<String, Object> settings) {
        Map<String, Object> all = new java.util.HashMap<>(settings);
        all.put("bootstrap.servers", bootstrapServers);
        return all;
    }

    private static RecordHeaders headers(String topic, String device, int number, String time) {
        RecordHeaders headers = new RecordHeaders();
        List<String> attributes = new ArrayList<>(List.of("ce_specversion", "1.0", "ce_id", topic + "-" + number,
                "ce_source", "/devices/" + device, "ce_type", "dev.apk8s.reading", "ce_time", time, "ce_tenant",
                "default", "ce_device", device, "content-type", "application/json"));
        for (int i = 0; i < attributes.size(); i += 2) {
            headers.add(attributes.get(i), attributes.get(i + 1).getBytes(StandardCharsets.UTF_8));
        }
        return headers;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
