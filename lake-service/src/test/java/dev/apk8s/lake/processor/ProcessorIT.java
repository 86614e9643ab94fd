package dev.apk8s.lake.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.apk8s.lake.LakeIT;
import dev.apk8s.lake.store.BucketName;
import dev.apk8s.lake.store.BucketStore;
import dev.apk8s.lake.store.NewObject;
import dev.apk8s.lake.store.ObjectContent;
import dev.apk8s.lake.store.ObjectStore;
import dev.apk8s.local.junit.Engines;
import dev.apk8s.platform.house.Api;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ProcessorIT extends LakeIT {
    private static final String PATH = "/api/v1/lake/processors";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    private ObjectStore store;
    @Autowired
    private BucketStore buckets;

    private BucketName bucket(String tenant, String name) {
        BucketName bucket = new BucketName(tenant, name);
        if (!buckets.exists(bucket)) {
            buckets.create(bucket);
        }
        return bucket;
    }

    private void put(BucketName bucket, String key, String content) throws IOException {
        store.put(bucket, key, NewObject.of(content.getBytes(StandardCharsets.UTF_8), "text/csv"));
    }

    private String unpacked(BucketName bucket, String key) throws IOException {
        try (ObjectContent content = store.get(bucket, key);
                GZIPInputStream unpacked = new GZIPInputStream(content.body())) {
            return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The run of an object, once it is over. */
    private JsonNode over(Api caller, String processor, String key) {
        List<JsonNode> found = new ArrayList<>();
        await().atMost(PATIENCE).until(() -> {
            found.clear();
            caller.get(PATH + "/" + processor + "/runs?limit=500").json().path("runs").forEach(run -> {
                if (run.path("key").asString("").equals(key)
                        && !run.path("state").asString("").matches("QUEUED|RUNNING")) {
                    found.add(run);
                }
            });
            return !found.isEmpty();
        });
        return found.getFirst();
    }

    @Test
    void aCsvInUploadIsCompressedIntoProcessed() throws Exception {
        String key = "in/" + unique("donors") + ".csv";
        String content = "email,name\na@b.c,A\n".repeat(200_000);
        put(BucketName.ofDefaultTenant("upload"), key, content);
        JsonNode run = over(api().asUser("viewer"), "compress", key);
        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("SUCCEEDED");
        assertThat(run.path("read").asInt()).isEqualTo(content.length());
        assertThat(run.path("attempts").asInt()).isEqualTo(1);
        assertThat(run.path("traceId").asString()).matches("[0-9a-f]{32}");
        assertThat(unpacked(BucketName.ofDefaultTenant("processed"), key + ".gz")).isEqualTo(content);

        String path = "/api/v1/lake/runs/" + run.path("id").asString();
        assertThat(api().asUser("viewer").get(path).json().path("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(api().asUser("viewer").get(path + "/log").text()).contains("Queued by s3:ObjectCreated:Put",
                "Attempt 1 begins", "Read " + content.length() + " bytes");
        assertThat(api().asUser("acme-admin").get(path).code()).isEqualTo("NO_SUCH_RUN");
        assertThat(api().asUser("acme-admin").get(path + "/log").code()).isEqualTo("NO_SUCH_RUN");
        assertThat(api().asUser("acme-admin").get(PATH + "/compress/runs").code()).isEqualTo("NO_SUCH_PROCESSOR");
    }

    @Test
    void aDeclaredProcessorTakesWhatItSaysAndNothingElse() throws Exception {
        Api admin = api().asUser("acme-admin");
        BucketName from = bucket("acme", unique("from"));
        BucketName to = bucket("acme", unique("to"));
        String name = unique("pack");
        Api.Answer declared = admin.post(PATH, """
                {"name":"%s","bucket":"%s","prefix":"in/","suffix":".txt","kind":"gzip","target":"%s"}"""
                .formatted(name, from.name(), to.name()));
        assertThat(declared.status()).as(declared.text()).isEqualTo(201);
        assertThat(admin.post(PATH, """
                {"name":"%s","bucket":"%s","kind":"gzip","target":"%s"}""".formatted(name, from.name(), to.name()))
                .code()).isEqualTo("PROCESSOR_EXISTS");
        put(from, "out/a.txt", "no");
        put(from, "in/a.csv", "no");
        put(from, "in/a.txt", "yes");
        assertThat(over(admin, name, "in/a.txt").path("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(unpacked(to, "in/a.txt.gz")).isEqualTo("yes");
        assertThat(admin.get(PATH + "/" + name + "/runs").json().path("runs")).hasSize(1);
        assertThat(admin.delete(PATH + "/" + name).status()).isEqualTo(204);
        assertThat(admin.get(PATH + "/" + name).code()).isEqualTo("NO_SUCH_PROCESSOR");
    }

    @Test
    void whatCannotBeProcessedBecomesADeadLetterWithTheReason() throws Exception {
        Api admin = api().asUser("admin");
        BucketName from = bucket("default", unique("failing"));
        BucketName to = bucket("default", unique("vanished"));
        String name = unique("failing");
        assertThat(admin.post(PATH, """
                {"name":"%s","bucket":"%s","kind":"gzip","target":"%s"}""".formatted(name, from.name(), to.name()))
                .status()).isEqualTo(201);
        buckets.delete(to);
        put(from, "k", "x");
        JsonNode run = over(admin, name, "k");
        assertThat(run.path("state").asString()).isEqualTo("FAILED");
        assertThat(run.path("attempts").asInt()).isEqualTo(3);
        assertThat(run.path("code").asString()).isEqualTo("NO_SUCH_BUCKET");
        ConsumerRecord<String, String> letter = deadLetter(run.path("id").asString());
        assertThat(header(letter, "dlt_code")).isEqualTo("NO_SUCH_BUCKET");
        assertThat(header(letter, "dlt_reason")).contains("no such bucket");
        assertThat(header(letter, "dlt_consumer")).isEqualTo("processor-" + name);
        assertThat(header(letter, "ce_tenant")).isEqualTo("default");
        assertThat(letter.value()).contains("\"EventName\":\"s3:ObjectCreated:Put\"", from.stored() + "/k");
        assertThat(admin.get("/api/v1/lake/runs/" + run.path("id").asString() + "/log").text())
                .contains("Given up after 3 attempts");
        admin.delete(PATH + "/" + name);
    }

    private static ConsumerRecord<String, String> deadLetter(String run) {
        List<ConsumerRecord<String, String>> found = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Engines.export("kafka", "bootstrap-servers"), "enable.auto.commit",
                        "false"),
                new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> all = List.of(new TopicPartition("lake-events.dlt", 0));
            consumer.assign(all);
            consumer.seekToBeginning(all);
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(letter -> {
                    if (run.equals(header(letter, "ce_id"))) {
                        found.add(letter);
                    }
                });
                return !found.isEmpty();
            });
        }
        return found.getFirst();
    }

    private static String header(ConsumerRecord<String, String> letter, String name) {
        var header = letter.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Test
    void aConfiguredProcessorStaysAndFieldsAreChecked() {
        Api admin = api().asUser("admin");
        assertThat(admin.delete(PATH + "/compress").code()).isEqualTo("PROCESSOR_CONFIGURED");
        assertThat(admin.get(PATH).json().path("processors").toString()).contains("\"compress\"");
        assertThat(field(admin, "{\"name\":\"No!\"}")).isEqualTo("name");
        assertThat(field(admin, "{\"name\":\"a\"}")).isEqualTo("bucket");
        assertThat(field(admin, "{\"name\":\"a\",\"bucket\":\"acme--upload\"}")).isEqualTo("bucket");
        assertThat(field(admin, "{\"name\":\"a\",\"bucket\":\"upload\",\"kind\":\"gzip\"}")).isEqualTo("target");
        assertThat(field(admin, "{\"name\":\"a\",\"bucket\":\"upload\",\"target\":\"processed\"}")).isEqualTo("kind");
        assertThat(admin.post(PATH, """
                {"name":"a","bucket":"upload","kind":"gzip","target":"not-there"}""").code())
                .isEqualTo("NO_SUCH_BUCKET");
    }

    private static String field(Api admin, String request) {
        Api.Answer answer = admin.post(PATH, request);
        assertThat(answer.code()).as(answer.text()).isEqualTo("INVALID_FIELD");
        return answer.json().path("field").asString();
    }
}
