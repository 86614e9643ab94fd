package dev.apk8s.ingest.kept;

import dev.apk8s.local.junit.OwnEngine;
import dev.apk8s.platform.house.Api;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A log, a broker, an index and an ingest of one's own, to be killed and stalled; only the realm is the build's. */
final class Installation implements AutoCloseable {
    final OwnEngine kafka = OwnEngine.prepare("kafka");
    final OwnEngine search = OwnEngine.prepare("opensearch");
    final OwnEngine ingest = OwnEngine.prepare("ingest-service");
    final OwnEngine broker = OwnEngine.prepare("artemis").using(ingest);

    Installation start() {
        kafka.start();
        search.start();
        broker.start();
        ingest.using(kafka, search, broker).start();
        return this;
    }

    Api api() {
        return Api.at(ingest.export("url"));
    }

    /** Registers a device and returns its secret. */
    String register(String device) {
        Api.Answer answer = api().asUser("operator").post("/api/v1/devices", "{\"id\":\"" + device + "\"}");
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.text());
        }
        return answer.json().get("secret").asString();
    }

    /** The event ids that the log has of a device. */
    Set<String> inLog(String topic, String device) {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.export("bootstrap-servers"));
        Set<String> ids = new HashSet<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(
                    partition -> consumer.position(partition) < Objects.requireNonNull(end.get(partition)))) {
                for (ConsumerRecord<String, byte[]> entry : consumer.poll(Duration.ofMillis(200))) {
                    if (device.equals(entry.key())) {
                        ids.add(new String(entry.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8));
                    }
                }
            }
        }
        return ids;
    }

    /** How many documents the index has of a device. */
    long inIndex(String device) {
        Api engine = Api.at(search.export("url"));
        engine.send("POST", "/sensor-*/_refresh?allow_no_indices=true", "", new byte[0]);
        Api.Answer count = engine.get("/sensor-*/_count?allow_no_indices=true&q=apk8s.device:%22" + device + "%22");
        return count.status() == 200 ? count.json().get("count").asLong() : -1;
    }

    @Override
    public void close() {
        ingest.close();
        broker.close();
        search.close();
        kafka.close();
    }
}
