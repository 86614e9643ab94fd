package dev.apk8s.ml.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.local.junit.Engines;
import dev.apk8s.ml.MlIT;
import dev.apk8s.ml.TestModels;
import dev.apk8s.platform.house.Api.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RecordIT extends MlIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void predictionsOfAModelThatRecordsAreOnTheLogWhenTheyAreAnswered() {
        String model = serving("recorded", TestModels.times(2, 2));
        predict(model, "1");
        Answer set = scientist().send("PUT", "/api/v1/models/" + model + "/settings", "application/json",
                "{\"record\":true}".getBytes(StandardCharsets.UTF_8));
        assertThat(set.json().at("/settings/record").asBoolean()).isTrue();
        predict(model, "2");
        predict(model, "3");
        List<ConsumerRecord<String, String>> records = recorded("/models/" + model);
        assertThat(records).hasSize(2);
        JsonNode first = new JsonMapper().readTree(records.getFirst().value());
        assertThat(first.get("version").asInt()).isEqualTo(1);
        assertThat(first.at("/inputs/0/data").toString()).isEqualTo("[2.0,2.0]");
        assertThat(first.at("/outputs/0/data").toString()).isEqualTo("[4.0,4.0]");
        Map<String, String> headers = new HashMap<>();
        records.getFirst().headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        assertThat(headers).containsEntry("ce_type", "dev.apk8s.prediction").containsEntry("ce_tenant", "default")
                .containsKey("ce_id");
    }

    private void predict(String model, String value) {
        Answer answer = api().asUser("viewer").post("/seldon/default/" + model + "/api/v1.0/predictions",
                "{\"data\":{\"ndarray\":[[" + value + "," + value + "]]}}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    /** What is there at this moment. */
    private static List<ConsumerRecord<String, String>> recorded(String key) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", Engines.export("kafka", "bootstrap-servers"));
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(properties, new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor("predictions", PATIENCE).stream()
                    .map((PartitionInfo info) -> new TopicPartition(info.topic(), info.partition())).toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<ConsumerRecord<String, String>> found = new ArrayList<>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(PATIENCE).forEach(record -> {
                    if (key.equals(record.key())) {
                        found.add(record);
                    }
                });
            }
            return found;
        }
    }
}
