package dev.apk8s.ingest.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.ingest.IngestIT;
import dev.apk8s.ingest.TestStream;
import dev.apk8s.ingest.index.SearchEngine;
import dev.apk8s.platform.event.DeadLetters;
import dev.apk8s.platform.event.Event;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class DeadLettersIT extends IngestIT {
    private static final String PATH = "/api/v1/dead-letters";
    private final Api operator = api().asUser("operator");

    @Autowired
    private SearchEngine engine;
    @Autowired
    private DeadLetters deadLetters;

    private TestStream stream;

    @BeforeEach
    void declareStream() {
        stream = TestStream.declare(api().asUser("admin"), unique("letters"), 1);
    }

    @Test
    void aConflictIsReadWithItsReasonAndReplayedAfterItWasMended() {
        stream.send("{\"value\":{\"inner\":1}}");
        stream.awaitCount(1);
        stream.send("{\"value\":7}");
        stream.awaitDeadLetters(Map.of("MAPPING_CONFLICT", 1L));
        String id = onlyLetter();
        JsonNode letter = operator.get(PATH + "/" + id).json();
        assertThat(letter.path("letter").path("reason").asString()).contains("value");
        assertThat(letter.path("letter").path("consumer").asString()).isEqualTo("indexer");
        assertThat(letter.path("encoding").asString()).isEqualTo("json");
        assertThat(letter.path("payload").path("value").asInt()).isEqualTo(7);
        assertThat(letter.path("headers").propertyNames()).contains("ce_id", "ce_tenant").doesNotContain("dlt_code");

        dropIndexes();
        Answer replayed = operator.post(PATH + "/" + id + "/replay", "");
        assertThat(replayed.status()).as(replayed.text()).isEqualTo(200);
        assertThat(replayed.json().path("state").asString()).isEqualTo("replayed");
        assertThat(replayed.json().path("changedBy").asString()).isEqualTo("operator");
        stream.awaitCount(1);
        assertThat(stream.found().path("hits").path(0).path("id"))
                .isEqualTo(letter.path("headers").path("ce_id"));

        assertThat(operator.post(PATH + "/" + id + "/replay", "").status()).isEqualTo(200);
        assertThat(operator.post(PATH + "/" + id + "/discard", "").code()).isEqualTo("DEAD_LETTER_CLOSED");
        assertThat(stream.deadLetters()).isEmpty();
    }

    @Test
    void manyAreReplayedAtOnceAfterTheLimitWasRaised() {
        StringBuilder wide = new StringBuilder("{\"first\":1");
        for (int i = 0; i < 600; i++) {
            wide.append(",\"field").append(i).append("\":").append(i);
        }
        stream.send("{\"first\":1}");
        stream.awaitCount(1);
        stream.send("[" + wide + "}," + wide + "}," + wide + "}]");
        stream.awaitDeadLetters(Map.of("FIELD_LIMIT", 3L));
        engine.ask("PUT", "/apk8s-" + stream.name() + "-*/_settings", Map.of(),
                Map.of("index.mapping.total_fields.limit", 1_000));
        Answer replayed = operator.post(PATH + "/replay",
                "{\"stream\":\"" + stream.name() + "\",\"code\":\"FIELD_LIMIT\",\"limit\":2}");
        assertThat(replayed.status()).as(replayed.text()).isEqualTo(200);
        assertThat(replayed.json().path("replayed").asInt()).isEqualTo(2);
        assertThat(replayed.json().path("remaining").asInt()).isEqualTo(1);
        replayed = operator.post(PATH + "/replay", "{\"stream\":\"" + stream.name() + "\"}");
        assertThat(replayed.json().path("replayed").asInt()).isEqualTo(1);
        stream.awaitCount(4);
        assertThat(stream.deadLetters()).isEmpty();
    }

    @Test
    void whatIsReplayedAndFailsAgainIsAnotherLetter() {
        stream.send("{\"value\":{\"inner\":1}}");
        stream.awaitCount(1);
        stream.send("{\"value\":7}");
        stream.awaitDeadLetters(Map.of("MAPPING_CONFLICT", 1L));
        String first = onlyLetter();
        operator.post(PATH + "/" + first + "/replay", "");
        stream.awaitDeadLetters(Map.of("MAPPING_CONFLICT", 1L));
        String second = onlyLetter();
        assertThat(second).isNotEqualTo(first);
        assertThat(operator.get(PATH + "/" + second).json().path("headers").path("apk8s_replayed_from").asString())
                .isEqualTo(first);
        assertThat(operator.post(PATH + "/" + second + "/discard", "").json().path("state").asString())
                .isEqualTo("discarded");
        assertThat(operator.post(PATH + "/" + second + "/replay", "").code()).isEqualTo("DEAD_LETTER_CLOSED");
    }

    @Test
    void bytesThatAreNoTextAreShownAsTheyCame() {
        byte[] bytes = {(byte) 0xff, 0, 1, (byte) 0xfe};
        keep(bytes, "default");
        stream.awaitDeadLetters(Map.of("TEST", 1L));
        JsonNode letter = operator.get(PATH + "/" + onlyLetter()).json();
        assertThat(letter.path("encoding").asString()).isEqualTo("base64");
        assertThat(letter.path("payload").asString()).isEqualTo("/wAB/g==");
    }

    @Test
    void aTenantSeesItsOwnLettersOnly() {
        keep("{\"secret\":1}".getBytes(StandardCharsets.UTF_8), "default");
        stream.awaitDeadLetters(Map.of("TEST", 1L));
        String id = onlyLetter();
        Api acme = api().asUser("acme-admin");
        assertThat(acme.get(PATH + "?size=500").text()).doesNotContain(stream.name());
        assertThat(acme.get(PATH + "/" + id).code()).isEqualTo("NO_SUCH_DEAD_LETTER");
        assertThat(acme.post(PATH + "/" + id + "/replay", "").code()).isEqualTo("NO_SUCH_DEAD_LETTER");
        assertThat(acme.post(PATH + "/" + id + "/discard", "").status()).isEqualTo(404);
        assertThat(acme.post(PATH + "/replay", "{\"stream\":\"" + stream.name() + "\"}").json().path("replayed")
                .asInt()).isZero();
        assertThat(api().asUser("viewer").post(PATH + "/" + id + "/replay", "").status()).isEqualTo(403);
    }

    @Test
    void pagesFollowEachOtherWithoutRepeats() {
        for (int i = 0; i < 25; i++) {
            keep("{}".getBytes(StandardCharsets.UTF_8), "default");
        }
        stream.awaitDeadLetters(Map.of("TEST", 25L));
        Set<String> seen = new HashSet<>();
        String after = "";
        for (int page = 0; page < 3; page++) {
            JsonNode listing = operator.get(PATH + "?size=10&stream=" + stream.name() + "&after=" + after).json();
            assertThat(listing.path("total").asInt()).isEqualTo(25);
            listing.path("deadLetters").forEach(letter -> assertThat(seen.add(letter.path("id").asString())).isTrue());
            after = listing.path("next").asString("");
        }
        assertThat(seen).hasSize(25);
        assertThat(after).isEmpty();
        assertThat(operator.get(PATH + "?after=nonsense").code()).isEqualTo("INVALID_FIELD");
        assertThat(operator.get(PATH + "?state=lost").code()).isEqualTo("INVALID_FIELD");
        assertThat(operator.get(PATH + "?size=9999").code()).isEqualTo("INVALID_FIELD");
    }

    private void keep(byte[] data, String tenant) {
        deadLetters
                .keep(stream.name(), new Event(unique("e"), "/test", "test", Instant.now(), null, tenant, null, data),
                        "test", "TEST", "because the test says so")
                .join();
    }

    private String onlyLetter() {
        return operator.get(PATH + "?state=open&stream=" + stream.name()).json().path("deadLetters").path(0)
                .path("id").asString();
    }

    private void dropIndexes() {
        engine.ask("GET", "/_cat/indices/apk8s-" + stream.name() + "-*", Map.of("format", "json"), null)
                .forEach(index -> engine.ask("DELETE", "/" + index.path("index").asString(), Map.of(), null));
    }
}
