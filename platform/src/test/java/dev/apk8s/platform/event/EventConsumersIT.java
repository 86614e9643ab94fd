package dev.apk8s.platform.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.apk8s.local.junit.Engines;
import dev.apk8s.local.junit.NeedsEngines;
import dev.apk8s.platform.trace.TraceContext;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.util.unit.DataSize;

@NeedsEngines("kafka")
class EventConsumersIT {
    private static final int EVENT = 256 << 10;
    private static final int EVENTS = 400;
    private static final DataSize BOUND = DataSize.ofMegabytes(4);
    private static final EventProperties PROPERTIES = new EventProperties((short) 1, Duration.ofDays(1), 3, 2_000,
            BOUND);

    private final String servers = Engines.export("kafka", "bootstrap-servers");

    @Test
    void aPollOfLargeEventsThatCompressWellIsBoundedInBytes() throws Exception {
        String topic = "large-" + UUID.randomUUID();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers));
                Producer<String, byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", servers, "compression.type", "lz4", "linger.ms", "20", "batch.size",
                                "1000000"),
                        new StringSerializer(), new ByteArraySerializer())) {
            new Topics(admin, PROPERTIES).ensure(topic, 3, Duration.ofHours(1)).join();
            List<? extends Future<?>> sent = IntStream.range(0, EVENTS)
                    .mapToObj(i -> producer.send(new ProducerRecord<>(topic, "device-" + i % 7, new byte[EVENT])))
                    .toList();
            for (Future<?> kept : sent) {
                kept.get();
            }
            DeadLetters none = new DeadLetters(new EventPublisher(producer, new TraceContext(null)),
                    new Topics(admin, PROPERTIES), new SimpleMeterRegistry());
            List<Long> polls = new CopyOnWriteArrayList<>();
            Set<String> places = ConcurrentHashMap.newKeySet();
            var consumer = new EventConsumers(factory(), none, PROPERTIES).create("g-" + topic, List.of(topic), 1,
                    batch -> {
                        polls.add(batch.stream().mapToLong(entry -> entry.value().length).sum());
                        batch.forEach(entry -> places.add(entry.partition() + "-" + entry.offset()));
                    });
            consumer.start();
            try {
                await().atMost(Duration.ofSeconds(60)).until(() -> places.size() == EVENTS);
            } finally {
                consumer.stop();
            }
            assertThat(polls).allMatch(bytes -> bytes <= BOUND.toBytes() + (long) BoundedPoll.PORTION * EVENT);
        }
    }

    private DefaultKafkaConsumerFactory<String, byte[]> factory() {
        return new DefaultKafkaConsumerFactory<>(Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest",
                "enable.auto.commit", "false"), new StringDeserializer(), new ByteArrayDeserializer());
    }
}
