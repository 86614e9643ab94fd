package dev.apk8s.ingest.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.apk8s.ingest.IngestIT;
import dev.apk8s.ingest.TestStream;
import dev.apk8s.platform.event.EventPublisher;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class IndexerIT extends IngestIT {
    @Autowired
    private EventPublisher publisher;
    @Autowired
    private SearchEngine engine;
    @Autowired
    private IndexTemplates templates;

    private TestStream stream;

    @BeforeEach
    void declareStream() {
        stream = TestStream.declare(api().asUser("admin"), unique("indexed"), 3);
    }

    @Test
    void anEventIsOneDocumentHoweverOftenItIsDelivered() {
        List<String> events = IntStream.range(0, 300).mapToObj(IndexerIT::cloudEvent)
                .collect(Collectors.toCollection(ArrayList::new));
        stream.sendCloudEvents(events);
        Collections.reverse(events);
        stream.sendCloudEvents(events);
        stream.sendCloudEvents(events.subList(0, 150));
        stream.send("{\"last\":true}");
        stream.awaitCount(301);
        assertThat(stream.deadLetters()).isEmpty();
    }

    @Test
    void theDocumentHasTheBytesThatWereSentAndTheEventsAttributes() {
        stream.send(
                "{\n  \"temp\" : 51540 ,\r\n \"load\":3.70e-1, \"note\":\"a\\nb \u00e9\", \"deep\":{\"list\":[1, 2.50]}}\n");
        stream.awaitCount(1);
        JsonNode hit = stream.found().path("hits").path(0);
        assertThat(hit.path("data").path("note").asString()).isEqualTo("a\nb \u00e9");
        assertThat(hit.path("source").asString()).isEqualTo("/users/admin");
        assertThat(hit.path("stream").asString()).isEqualTo(stream.name());
        assertThat(hit.path("data").propertyNames()).containsExactly("temp", "load", "note", "deep");
        assertThat(stream.search().text()).contains("3.70e-1").contains("[1, 2.50]");
    }

    @Test
    void aWholeNumberDoesNotKeepFractionsOut() {
        stream.send("[{\"temp\":20},{\"temp\":20.5},{\"temp\":-3e2},{\"temp\":9007199254740993}]");
        stream.awaitCount(4);
        assertThat(stream.found("q", "temp:20.5").path("total").path("value").asInt()).isEqualTo(1);
        assertThat(stream.deadLetters()).isEmpty();
    }

    @Test
    void aMappingConflictIsADeadLetterAndTheOthersGoOn() {
        stream.send("{\"value\":{\"inner\":1}}");
        stream.awaitCount(1);
        stream.send(
                "[{\"value\":{\"inner\":2}},{\"value\":7},{\"value\":{\"inner\":\"text\"}},{\"value\":{\"inner\":3}}]");
        stream.awaitCount(3);
        stream.awaitDeadLetters(Map.of("MAPPING_CONFLICT", 2L));
    }

    @Test
    void anIndexGrowsNoMoreFieldsThanItMay() {
        stream.send(IntStream.range(0, 20)
                .mapToObj(document -> IntStream.range(document * 60, document * 60 + 60)
                        .mapToObj(field -> "\"field" + field + "\":" + field)
                        .collect(Collectors.joining(",", "{", "}")))
                .collect(Collectors.joining(",", "[", "]")));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                stream.count() + stream.deadLetters().getOrDefault("FIELD_LIMIT", 0L)).isEqualTo(20));
        assertThat(stream.count()).isEqualTo(8);
        stream.send("{\"field0\":1}");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> stream.found("q", "field0:1").path("total").path("value").asInt() == 1);
    }

    @Test
    void whatOthersWriteToTheTopicIsADocumentOrADeadLetter() {
        RecordHeaders none = new RecordHeaders();
        for (String value : List.of("{\"good\":1}", "not json", "[1]", "{\"apk8s\":1}", "{\"a\":1} {\"b\":2}", "",
                "{\"cut\":", " {\"good\":2} ", "{}")) {
            publisher.publishRaw(stream.name(), "key", value.getBytes(StandardCharsets.UTF_8), none).join();
        }
        publisher.publishRaw(stream.name(), "key", "{\"wide\":1}".getBytes(StandardCharsets.UTF_16), none).join();
        publisher.publishRaw(stream.name(), "key", null, none).join();
        RecordHeaders foreign = new RecordHeaders();
        foreign.add("ce_tenant", "acme".getBytes(StandardCharsets.UTF_8));
        publisher.publishRaw(stream.name(), "key", "{\"good\":3}".getBytes(StandardCharsets.UTF_8), foreign).join();
        RecordHeaders crooked = new RecordHeaders();
        crooked.add("ce_tenant", "../*".getBytes(StandardCharsets.UTF_8));
        publisher.publishRaw(stream.name(), "key", "{\"good\":4}".getBytes(StandardCharsets.UTF_8), crooked).join();
        stream.awaitCount(3);
        stream.awaitDeadLetters(Map.of("NOT_JSON", 6L, "NOT_AN_OBJECT", 1L, "FIELD_RESERVED", 1L,
                "ATTRIBUTE_INVALID", 1L));
        assertThat(api().asUser("acme-admin").get("/api/v1/dead-letters?code=TENANT_MISMATCH").json()
                .path("deadLetters").valueStream().map(letter -> letter.path("topic").asString()))
                .contains(stream.name());
    }

    @Test
    void aDeletedTemplateComesBack() {
        stream.send("{\"a\":1}");
        stream.awaitCount(1);
        String template = "/_index_template/apk8s-apk8s-" + stream.name();
        engine.ask("DELETE", template, Map.of(), null);
        templates.restore();
        assertThat(engine.ask("GET", template, Map.of(), null).path("index_templates")).hasSize(1);
    }

    @Test
    void aStreamThatIsDeclaredLaterIsIndexedAndNothingOfTheOthersIsLost() {
        stream.send("{\"a\":1}");
        TestStream later = TestStream.declare(api().asUser("admin"), unique("later"), 1);
        stream.send("{\"a\":2}");
        later.send("{\"a\":3}");
        stream.awaitCount(2);
        later.awaitCount(1);
    }

    private static String cloudEvent(int number) {
        return """
                {"specversion":"1.0","id":"e-%d","source":"/probe","type":"t","data":{"number":%d}}"""
                .formatted(number, number);
    }
}
