package dev.apk8s.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.ingest.IngestIT;
import dev.apk8s.local.junit.Engines;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventsIT extends IngestIT {
    private final Api operator = api().asUser("operator");
    private String stream = "";
    private String path = "";

    @BeforeEach
    void declareStream() {
        stream = unique("events");
        path = "/api/v1/streams/" + stream + "/events";
        assertThat(api().asUser("admin").post("/api/v1/streams", "{\"name\":\"" + stream + "\",\"partitions\":1}")
                .status())
                .isEqualTo(201);
    }

    @Test
    void anObjectIsKeptByteForByteAsACloudEvent() {
        Answer answer = operator.post(path, "{\"temp\": 51540 , \"load\":0.37}");
        assertThat(answer.status()).isEqualTo(202);
        List<ConsumerRecord<String, byte[]>> kept = log(stream);
        assertThat(kept).singleElement().satisfies(entry -> {
            assertThat(entry.value()).asString().isEqualTo("{\"temp\": 51540 , \"load\":0.37}");
            assertThat(header(entry, "ce_id")).isEqualTo(answer.json().get("accepted").get(0).asString());
            assertThat(header(entry, "ce_source")).isEqualTo("/users/operator");
            assertThat(header(entry, "ce_tenant")).isEqualTo("default");
            assertThat(header(entry, "traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        });
    }

    @Test
    void whatIsWrongInABatchIsNamedByPositionAndTheRestIsKept() {
        Answer answer = operator.post(path, "[{\"a\":1}, {\"a\":}, 7, {\"apk8s\":{}}, {\"b\":2}]");
        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.json().get("acceptedCount").asInt()).isEqualTo(2);
        assertThat(answer.json().get("rejected"))
                .extracting(rejected -> rejected.get("position").asInt() + " " + rejected.get("code").asString())
                .containsExactly("1 EVENT_NOT_JSON", "2 EVENT_NOT_AN_OBJECT", "3 EVENT_FIELD_RESERVED");
        assertThat(log(stream)).hasSize(2);
    }

    @Test
    void aBatchThatBreaksOffIsAProblemThatListsWhatIsKept() {
        Answer answer = operator.post(path, "[{\"a\":1},{\"b\":2},{\"c\"");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("BATCH_MALFORMED");
        assertThat(answer.json().get("accepted")).hasSize(2);
        assertThat(answer.json().get("position").asInt()).isEqualTo(2);
        assertThat(log(stream)).hasSize(2);
    }

    @Test
    void linesAndGzipAreTaken() throws IOException {
        byte[] body = gzip("{\"a\":1}\n{\"a\":2}\n\n{\"a\":3}\n".getBytes(StandardCharsets.UTF_8));
        Answer answer = operator.with("Content-Encoding", "gzip").send("POST", path, "application/x-ndjson", body);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(log(stream)).hasSize(3);
    }

    @Test
    void cloudEventsKeepTheirAttributesInAllThreeModes() {
        Api.Answer structured = operator.send("POST", path, "application/cloudevents+json", """
                {"specversion":"1.0","id":"s-1","source":"/probe","type":"t.s","data":{"n":1}}"""
                .getBytes(StandardCharsets.UTF_8));
        Api.Answer batched = operator.send("POST", path, "application/cloudevents-batch+json", """
                [{"specversion":"1.0","id":"b-1","source":"/probe","type":"t.b","data":{"n":2}},\
                {"specversion":"1.0","source":"/probe","type":"t.b","data":{"n":3}}]"""
                .getBytes(StandardCharsets.UTF_8));
        Api.Answer binary = operator.with("ce-specversion", "1.0").with("ce-id", "x-1").with("ce-source", "/probe")
                .with("ce-type", "t.x").post(path, "{\"n\":4}");
        assertThat(structured.status()).isEqualTo(202);
        assertThat(batched.status()).isEqualTo(207);
        assertThat(batched.json().get("rejected").get(0).get("field").asString()).isEqualTo("id");
        assertThat(binary.status()).isEqualTo(202);
        assertThat(log(stream)).extracting(entry -> header(entry, "ce_id") + " " + header(entry, "ce_type") + " "
                + header(entry, "ce_source") + " " + new String(entry.value(), StandardCharsets.UTF_8)).containsExactly(
                        "s-1 t.s /users/operator/probe {\"n\":1}", "b-1 t.b /users/operator/probe {\"n\":2}",
                        "x-1 t.x /users/operator/probe {\"n\":4}");
    }

    @Test
    void anIdempotencyKeyGivesARepeatedRequestTheSameIds() {
        Api again = operator.with("Idempotency-Key", "k-1");
        String first = again.post(path, "[{\"a\":1},{\"a\":2}]").json().get("accepted").toString();
        assertThat(again.post(path, "[{\"a\":1},{\"a\":2}]").json().get("accepted")).hasToString(first);
        assertThat(first).isEqualTo("[\"k-1.0\",\"k-1.1\"]");
    }

    @Test
    void aSchemaIsEnforced() {
        String checked = unique("checked");
        assertThat(api().asUser("admin")
                .post("/api/v1/streams",
                        """
                                {"name":"%s","schema":{"type":"object","required":["hz"],"properties":{"hz":{"type":"number","minimum":0}}}}"""
                                .formatted(checked))
                .status()).isEqualTo(201);
        Answer answer = operator.post("/api/v1/streams/" + checked + "/events",
                "[{\"hz\":50},{\"hz\":-1},{\"rpm\":3}]");
        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.json().get("rejected")).extracting(rejected -> rejected.get("field").asString())
                .containsExactly("/hz", "/hz");
        assertThat(answer.json().get("rejected")).allSatisfy(
                rejected -> assertThat(rejected.get("code").asString()).isEqualTo("EVENT_SCHEMA_MISMATCH"));
    }

    @Test
    void hostileBodiesAreAnsweredByAProblemThatNamesTheFault() throws IOException {
        record Case(Answer answer, int status, String code) {}
        byte[] bomb = gzip(new byte[80 << 20]);
        List<Case> cases = List.of(new Case(operator.post(path, "{\"a\":"), 400, "EVENT_NOT_JSON"),
                new Case(operator.post(path, "[]"), 400, "BATCH_EMPTY"),
                new Case(operator.post(path, "{\"@timestamp\":1}"), 400, "EVENT_FIELD_RESERVED"),
                new Case(operator.post(path, "{\"a\":1,\"a\":2}"), 400, "EVENT_NOT_JSON"),
                new Case(operator.post(path, "{\"a\":".repeat(50) + "1" + "}".repeat(50)), 400, "EVENT_NOT_JSON"),
                new Case(operator.post(path, "{\"a\":\"" + "x".repeat(300_000) + "\"}"), 413, "EVENT_TOO_LARGE"),
                new Case(operator.send("POST", path, "application/json", spaces(20 << 20)), 413, "BODY_TOO_LARGE"),
                new Case(operator.send("POST", path, "application/json",
                        HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(spaces(20 << 20)))),
                        413, "BODY_TOO_LARGE"),
                new Case(operator.with("Content-Encoding", "gzip").send("POST", path, "application/json", bomb), 413,
                        "BATCH_TOO_LARGE"),
                new Case(operator.with("Content-Encoding", "gzip").post(path, "{\"a\":1}"), 400, "BODY_NOT_GZIP"),
                new Case(operator.with("Content-Encoding", "br").post(path, "{\"a\":1}"), 400, "BODY_NOT_GZIP"),
                new Case(operator.send("POST", path, "text/plain", new byte[]{'1'}), 415, "UNSUPPORTED_MEDIA_TYPE"),
                new Case(operator.post("/api/v1/streams/nothing/events", "{}"), 404, "NO_SUCH_STREAM"),
                new Case(operator.post("/api/v1/streams/commands/events", "{}"), 403, "STREAM_NOT_WRITABLE"));
        for (Case one : cases) {
            assertThat(one.answer().status()).as(one.answer().text()).isEqualTo(one.status());
            assertThat(one.answer().code()).isEqualTo(one.code());
            assertThat(one.answer().json().get("detail").asString()).isNotBlank();
        }
        assertThat(log(stream)).isEmpty();
    }

    private static byte[] spaces(int count) {
        byte[] spaces = new byte[count];
        java.util.Arrays.fill(spaces, (byte) ' ');
        return spaces;
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(content);
        }
        return compressed.toByteArray();
    }

    private static String header(ConsumerRecord<String, byte[]> entry, String name) {
        return new String(entry.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static List<ConsumerRecord<String, byte[]>> log(String topic) {
        Map<String, Object> settings = Map.of("bootstrap.servers", Engines.export("kafka", "bootstrap-servers"));
        List<ConsumerRecord<String, byte[]>> entries = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = java.util.Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(entries::add);
            }
        }
        return entries;
    }
}
