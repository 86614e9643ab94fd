package dev.apk8s.local.s3proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Kafka was told of a bucket, in the order of each key. */
final class Told {
    /** An event as it was told. */
    record Event(String kafkaKey, JsonNode message) {
        String name() {
            return message.at("/EventName").asString();
        }

        String key() {
            return URLDecoder.decode(message.at("/Records/0/s3/object/key").asString(), StandardCharsets.UTF_8);
        }

        String text(String field) {
            return message.at("/Records/0/s3/object/" + field).asString("");
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private Told() {}

    /** All events of a bucket on a topic, once there are as many. */
    static List<Event> of(String servers, String topic, String bucket, int atLeast) {
        List<Event> events = new ArrayList<>();
        whenTold(servers, topic, bucket, events, told -> assertThat(told).hasSizeGreaterThanOrEqualTo(atLeast));
        return events;
    }

    static void join(Future<?> done) {
        try {
            done.get();
        } catch (ExecutionException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    static void whenTold(String servers, String topic, String bucket, List<Event> events,
            Consumer<List<Event>> condition) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "enable.auto.commit", "false", "allow.auto.create.topics", false),
                new StringDeserializer(), new StringDeserializer())) {
            await().atMost(PATIENCE).until(() -> consumer.listTopics().containsKey(topic));
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(PATIENCE).untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    JsonNode message = JsonMapper.shared().readTree(record.value());
                    if (message.at("/Records/0/s3/bucket/name").asString().equals(bucket)) {
                        events.add(new Event(record.key(), message));
                    }
                });
                condition.accept(events);
            });
        }
    }
}
