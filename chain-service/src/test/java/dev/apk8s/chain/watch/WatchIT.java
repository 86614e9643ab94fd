package dev.apk8s.chain.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.local.junit.OwnEngine;
import dev.apk8s.platform.event.EventHeaders;
import dev.apk8s.platform.house.Api;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the log is told of the chain, with kills and reorganisations. */
class WatchIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String RECORD = "/api/v1/chain/contracts/judgements/methods/record/transactions";

    @Test
    void eachEventIsToldAndTakenBackWhenAReorganisationDropsIt() {
        try (OwnEngine kafka = OwnEngine.prepare("kafka"); OwnEngine anvil = OwnEngine.prepare("anvil")) {
            OwnEngine.startAll(kafka, anvil);
            try (OwnEngine service = OwnEngine.prepare("chain-service").using(kafka, anvil)
                    .environment("APK8S_CHAIN_RELAY_CONFIRMATIONS", "6").start()) {
                Api api = Api.at(service.export("url")).asUser("operator");
                for (int i = 0; i < 5; i++) {
                    record(api, i);
                }
                Map<String, JsonNode> told = new HashMap<>();
                await().until(() -> standing(kafka, told).size() == 5);
                service.kill();
                service.start();
                record(api, 5);
                await().until(() -> standing(kafka, told).size() == 6);
                rpc(anvil, "anvil_reorg", "3,[]");
                record(api, 6);
                await().until(() -> standing(kafka, told).size() == 7);
                // What was dropped comes again, in another block: each event of the ledger stands once.
                assertThat(
                        standing(kafka, told).stream().map(event -> event.path("arguments").path("eventId").asString()))
                        .containsExactlyInAnyOrder("e-0", "e-1", "e-2", "e-3", "e-4", "e-5", "e-6");
                JsonNode event = standing(kafka, told).getFirst();
                assertThat(event.path("contract").asString()).isEqualTo("judgements");
                assertThat(event.path("event").asString()).isEqualTo("Judged");
                assertThat(event.path("arguments").path("scoreMillis").asInt()).isEqualTo(930);
                assertThat(event.path("transactionHash").asString()).hasSize(66);
                blocksAreWithoutGap(kafka);
            }
        }
    }

    private static void record(Api api, int number) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions()
                .until(() -> api.with("Idempotency-Key", "e-" + number).post(RECORD,
                        "{\"arguments\":[\"lab-d1\",\"e-" + number + "\",930,\"stop\"]}").status() == 202);
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(500));
    }

    /** Events that were told and not taken back, by id: as an index holds them. */
    private static List<JsonNode> standing(OwnEngine kafka, Map<String, JsonNode> told) {
        told.clear();
        read(kafka, "contract-events").forEach(entry -> told.put(
                String.valueOf(EventHeaders.text(entry.headers(), EventHeaders.ID)), JSON.readTree(entry.value())));
        return told.entrySet().stream().filter(entry -> !entry.getKey().endsWith("-removed")
                && !told.containsKey(entry.getKey() + "-removed")).map(Map.Entry::getValue).toList();
    }

    private static void blocksAreWithoutGap(OwnEngine kafka) {
        Map<String, JsonNode> blocks = new HashMap<>();
        read(kafka, "blocks").forEach(entry -> blocks.put(
                String.valueOf(EventHeaders.text(entry.headers(), EventHeaders.ID)), JSON.readTree(entry.value())));
        assertThat(blocks.keySet()).anyMatch(id -> id.endsWith("-removed"));
        List<Long> standing = blocks.entrySet().stream()
                .filter(entry -> !entry.getKey().endsWith("-removed")
                        && !blocks.containsKey(entry.getKey() + "-removed"))
                .map(entry -> entry.getValue().path("number").asLong()).sorted().toList();
        assertThat(standing).doesNotHaveDuplicates();
        assertThat(standing.getLast() - standing.getFirst() + 1).isEqualTo(standing.size());
    }

    private static List<ConsumerRecord<String, byte[]>> read(OwnEngine kafka, String topic) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.export("bootstrap-servers"),
                        ConsumerConfig.GROUP_ID_CONFIG, UUID.randomUUID().toString()),
                new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    private static void rpc(OwnEngine anvil, String method, String parameters) {
        Api.Answer answer = Api.at(anvil.export("url")).post("",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":[" + parameters + "]}");
        assertThat(answer.json().has("error")).as(answer.text()).isFalse();
    }
}
