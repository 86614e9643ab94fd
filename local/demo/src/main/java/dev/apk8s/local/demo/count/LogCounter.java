package dev.apk8s.local.demo.count;

import dev.apk8s.local.demo.client.DemoException;
import dev.apk8s.local.demo.device.EventIds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the topic from where it ended when the run began, and counts the distinct events of the run's devices. It reads
 * along while they send.
 */
public final class LogCounter implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Map<String, Seen> seen = new HashMap<>();
    private final KafkaConsumer<String, byte[]> consumer;
    private final AtomicLong ends = new AtomicLong();
    private @Nullable Thread reader;
    private volatile @Nullable KafkaException fault;

    /** What was seen of one device. */
    private static final class Seen {
        private final BitSet sequences = new BitSet();
        private final Set<String> stamped = new HashSet<>();
        private long repeated;

        synchronized void add(String device, String id) {
            OptionalInt sequence = EventIds.sequence(device, id);
            boolean known = sequence.isPresent() ? sequences.get(sequence.getAsInt()) : !stamped.add(id);
            if (known) {
                repeated++;
            } else if (sequence.isPresent()) {
                sequences.set(sequence.getAsInt());
            }
        }

        synchronized LogCount count() {
            return new LogCount(sequences.cardinality() + stamped.size(), repeated, (BitSet) sequences.clone());
        }
    }

    /** @param bootstrapServers of Kafka */
    public LogCounter(String bootstrapServers, Collection<String> devices) {
        devices.forEach(device -> seen.put(device, new Seen()));
        Map<String, Object> settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.CLIENT_ID_CONFIG, "apk8s-demo", ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Notes where the topic ends, and begins to read from there. */
    public void start(String topic) {
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(topic, PATIENCE).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(partition -> consumer.position(partition, PATIENCE));
            reader = Thread.ofPlatform().name("log-counter").daemon().start(() -> read(partitions));
        } catch (KafkaException away) {
            throw new DemoException("Kafka does not tell where topic '" + topic + "' ends: " + away, away);
        }
    }

    private void read(List<TopicPartition> partitions) {
        try {
            while (true) {
                consumer.poll(POLL).forEach(this::count);
                if (partitions.stream().allMatch(partition -> consumer.currentLag(partition).orElse(1) == 0)) {
                    ends.incrementAndGet();
                }
            }
        } catch (WakeupException _) {
            consumer.close();
        } catch (KafkaException failed) {
            fault = failed;
        }
    }

    private void count(ConsumerRecord<String, byte[]> entry) {
        Header device = entry.headers().lastHeader("ce_device");
        Header id = entry.headers().lastHeader("ce_id");
        if (device != null && id != null) {
            String name = new String(device.value(), StandardCharsets.UTF_8);
            Seen counted = seen.get(name);
            if (counted != null) {
                counted.add(name, new String(id.value(), StandardCharsets.UTF_8));
            }
        }
    }

    /** What is there of a device by now. */
    public LogCount count(String device) {
        KafkaException failed = fault;
        if (failed != null) {
            throw new DemoException("Kafka could not be read: " + failed, failed);
        }
        Seen counted = seen.get(device);
        return counted == null ? LogCount.NOTHING : counted.count();
    }

    /** Grows each time the end of the topic was reached. */
    public long timesAtEnd() {
        return ends.get();
    }

    @Override
    public void close() {
        consumer.wakeup();
        Thread running = reader;
        if (running == null) {
            consumer.close();
        }
    }
}
