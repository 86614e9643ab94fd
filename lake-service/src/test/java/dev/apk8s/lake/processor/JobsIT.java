package dev.apk8s.lake.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.apk8s.local.junit.Engines;
import dev.apk8s.local.junit.OwnEngine;
import dev.apk8s.platform.house.Api;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.minio.GetObjectArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveBucketArgs;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import tools.jackson.databind.JsonNode;

/** The lake as a process of its own, with the rights of its account, on the API server that KUBECONFIG names. */
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+", disabledReason = "KUBECONFIG names no cluster to make Jobs in")
class JobsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(240);
    private static final String MORE_THAN_ANY_NODE = "100000";
    private static final byte[] CONTENT = "email,name\na@b.c,A\n".repeat(50_000).getBytes(StandardCharsets.UTF_8);

    private static KubernetesClient admin;
    private static JobNamespace namespace;
    private static Path kubeconfig;
    private static JobNode node;
    private static OwnEngine kafka;
    private static OwnEngine search;
    private static OwnEngine engine;
    private static OwnEngine lake;
    private static MinioClient store;
    private static Api api;

    @BeforeAll
    static void start() throws Exception {
        admin = new KubernetesClientBuilder().build();
        namespace = new JobNamespace(admin, Map.of("access-key", "apk8s", "secret-key", Engines.secret("s3")));
        kubeconfig = namespace.kubeconfig();
        node = new JobNode(admin, namespace.name);
        kafka = OwnEngine.prepare("kafka");
        search = OwnEngine.prepare("opensearch");
        engine = OwnEngine.prepare("s3proxy").using(kafka);
        lake = OwnEngine.prepare("lake-service").using(kafka, search, engine)
                .environment("KUBECONFIG", kubeconfig.toAbsolutePath().toString())
                .environment("APK8S_PROCESSORS_RUNNER", "kubernetes")
                .environment("APK8S_JOBS_IMAGE", "apk8s/lake-service")
                .environment("APK8S_JOBS_SERVICE_ACCOUNT", JobNamespace.JOBS)
                .environment("APK8S_LAKE_PROCESSORS_WAITING", "1")
                .environment("APK8S_LAKE_PROCESSORS_JOBS_ATONCE", "2")
                .environment("APK8S_LAKE_PROCESSORS_JOBS_CPU", MORE_THAN_ANY_NODE)
                .environment("APK8S_LAKE_PROCESSORS_JOBS_CPULIMIT", MORE_THAN_ANY_NODE);
        OwnEngine.startAll(kafka, search, engine);
        lake.start();
        api = Api.at("http://127.0.0.1:" + lake.port("http")).asUser("admin");
        store = MinioClient.builder().endpoint(engine.export("endpoint"))
                .credentials("apk8s", Engines.secret("s3")).region("us-east-1").build();
    }

    @AfterAll
    static void stop() {
        List<AutoCloseable> all = new ArrayList<>(List.of(lake, engine, search, kafka, node, namespace, admin));
        assertThat(node.faults()).isEmpty();
        all.forEach(one -> assertThatCloses(one));
    }

    private static void assertThatCloses(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception fault) {
            throw new AssertionError(fault);
        }
    }

    private static String put(String bucket) throws Exception {
        String key = "k-" + Long.toString(System.nanoTime(), 36) + ".csv";
        store.putObject(PutObjectArgs.builder().bucket(bucket).object(key)
                .stream(new ByteArrayInputStream(CONTENT), (long) CONTENT.length, -1L).build());
        return key;
    }

    private static byte[] read(String bucket, String key) throws Exception {
        try (InputStream in = store.getObject(GetObjectArgs.builder().bucket(bucket).object(key).build())) {
            return in.readAllBytes();
        }
    }

    private static byte[] madeInProcess() throws Exception {
        try (CompressingStream made = new CompressingStream(new ByteArrayInputStream(CONTENT))) {
            return made.readAllBytes();
        }
    }

    private static List<JsonNode> runs(String processor) {
        List<JsonNode> runs = new ArrayList<>();
        api.get("/api/v1/lake/processors/" + processor + "/runs?limit=500").json().path("runs").forEach(runs::add);
        return runs;
    }

    /** The run of an object, once it is in a state. */
    private static JsonNode run(String processor, String key, String state) {
        return await().atMost(PATIENCE).ignoreExceptions()
                .until(() -> runs(processor).stream().filter(run -> run.path("key").asString("").equals(key)
                        && run.path("state").asString("").equals(state)).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    private static List<Job> jobs(JsonNode run) {
        return admin.batch().v1().jobs().inNamespace(namespace.name)
                .withLabel(JobManifest.RUN, run.path("id").asString()).list().getItems();
    }

    private static String log(JsonNode run) {
        return api.get("/api/v1/lake/runs/" + run.path("id").asString() + "/log").text();
    }

    private static void awaitRemoval(JsonNode run) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(jobs(run)).isEmpty();
            assertThat(admin.pods().inNamespace(namespace.name)
                    .withLabel(JobManifest.RUN, run.path("id").asString()).list().getItems()).isEmpty();
        });
    }

    @Test
    void aRunIsAJobThatIsRemovedWhenItIsComplete() throws Exception {
        node.cordon();
        String key = put("upload");
        JsonNode begun = run("compress", key, "RUNNING");
        await().atMost(PATIENCE).until(() -> jobs(begun).size() == 1);
        assertThat(jobs(begun).getFirst().getMetadata().getName())
                .isEqualTo("process-" + begun.path("id").asString());
        node.uncordon();
        JsonNode run = run("compress", key, "SUCCEEDED");
        assertThat(run.path("read").asInt()).isEqualTo(CONTENT.length);
        assertThat(run.path("attempts").asInt()).isEqualTo(1);
        assertThat(read("processed", key + ".gz")).isEqualTo(madeInProcess());
        assertThat(run.path("written").asInt()).isEqualTo(madeInProcess().length);
        assertThat(log(run)).contains("The Job is process-", "Log of pod process-", "compress makes processed/" + key,
                "SUCCEEDED: read " + CONTENT.length, "Read " + CONTENT.length + " bytes");
        awaitRemoval(run);
    }

    @Test
    void aJobThatFailedIsKeptAndItsEventIsADeadLetterThatCanBeReplayed() throws Exception {
        String from = "from-" + Long.toString(System.nanoTime(), 36);
        String to = "to-" + Long.toString(System.nanoTime(), 36);
        for (String bucket : List.of(from, to)) {
            store.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
        }
        Api.Answer declared = api.post("/api/v1/lake/processors", """
                {"name":"%s","bucket":"%s","kind":"gzip","target":"%s"}""".formatted(from, from, to));
        assertThat(declared.status()).as(declared.text()).isEqualTo(201);
        store.removeBucket(RemoveBucketArgs.builder().bucket(to).build());
        String key = put(from);
        JsonNode failed = run(from, key, "FAILED");
        assertThat(failed.path("code").asString()).isEqualTo("NO_SUCH_BUCKET");
        assertThat(failed.path("reason").asString()).contains("BackoffLimitExceeded");
        assertThat(failed.path("attempts").asInt()).isEqualTo(3);
        assertThat(jobs(failed)).hasSize(1);
        Job kept = jobs(failed).getFirst();
        assertThat(JobWatch.condition(kept, "Failed")).isPresent();
        assertThat(kept.getSpec().getTtlSecondsAfterFinished()).isEqualTo(86_400);
        ConsumerRecord<String, String> letter = deadLetter(failed.path("id").asString());
        assertThat(new String(letter.headers().lastHeader("dlt_reason").value(), StandardCharsets.UTF_8))
                .contains("BackoffLimitExceeded", "The Job is process-", "FAILED: NO_SUCH_BUCKET");
        assertThat(log(failed).split("FAILED: NO_SUCH_BUCKET", -1)).as(log(failed)).hasSize(4);

        store.makeBucket(MakeBucketArgs.builder().bucket(to).build());
        send(letter.value());
        JsonNode again = run(from, key, "SUCCEEDED");
        assertThat(again.path("id")).isEqualTo(failed.path("id"));
        assertThat(read(to, key + ".gz")).isEqualTo(madeInProcess());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(jobs(again)).hasSize(1));
        assertThat(node.count("process-" + again.path("id").asString())).isEqualTo(4);
    }

    @Test
    void aLakeThatIsKilledFindsItsJobAgain() throws Exception {
        node.cordon();
        String key = put("upload");
        JsonNode begun = run("compress", key, "RUNNING");
        await().atMost(PATIENCE).until(() -> jobs(begun).size() == 1);
        String uid = jobs(begun).getFirst().getMetadata().getUid();
        lake.kill();
        node.loseLogs(true);
        node.uncordon();
        await().atMost(PATIENCE).until(() -> JobWatch.isOver(jobs(begun).getFirst()));
        assertThat(jobs(begun).getFirst().getMetadata().getUid()).isEqualTo(uid);
        lake.start();
        JsonNode run = run("compress", key, "SUCCEEDED");
        assertThat(run.path("attempts").asInt()).isEqualTo(1);
        node.loseLogs(false);
        assertThat(log(run)).contains("goes on with attempt 1", "was there already", "The log of pod process-",
                "could not be read: ");
        assertThat(node.count("process-" + run.path("id").asString())).isEqualTo(1);
        assertThat(read("processed", key + ".gz")).isEqualTo(madeInProcess());
        awaitRemoval(run);
    }

    @Test
    void anEventThatComesTwiceMeetsItsOneJob() throws Exception {
        node.cordon();
        String key = put("upload");
        JsonNode begun = run("compress", key, "RUNNING");
        await().atMost(PATIENCE).until(() -> jobs(begun).size() == 1);
        String event = event(key);
        send(event);
        node.uncordon();
        JsonNode run = run("compress", key, "SUCCEEDED");
        send(event);
        String later = put("upload");
        run("compress", later, "SUCCEEDED");
        assertThat(runs("compress").stream().filter(one -> one.path("key").asString("").equals(key))).hasSize(1);
        assertThat(node.count("process-" + run.path("id").asString())).isEqualTo(1);
    }

    @Test
    void noMoreJobsAreThereThanShallBeAndTheRestWaitsOnTheLog() throws Exception {
        node.cordon();
        long before = told("further events stay on the log");
        List<String> keys = new ArrayList<>();
        for (int count = 0; count < 3; count++) {
            keys.add(put("upload"));
        }
        await().atMost(PATIENCE).until(() -> keys.stream().allMatch(JobsIT::isKnown));
        await().atMost(PATIENCE).until(() -> told("further events stay on the log") > before);
        for (int count = 0; count < 4; count++) {
            keys.add(put("upload"));
        }
        await().atMost(PATIENCE).until(() -> lag() >= 4);
        assertThat(keys.stream().filter(JobsIT::isKnown)).hasSize(3);
        assertThat(unfinishedJobs()).isEqualTo(2);
        node.uncordon();
        for (String key : keys) {
            run("compress", key, "SUCCEEDED");
            assertThat(unfinishedJobs()).isLessThanOrEqualTo(2);
        }
    }

    private static boolean isKnown(String key) {
        return runs("compress").stream().anyMatch(run -> run.path("key").asString("").equals(key));
    }

    private static long unfinishedJobs() {
        return admin.batch().v1().jobs().inNamespace(namespace.name).withLabels(JobManifest.LABELS).list().getItems()
                .stream().filter(job -> !JobWatch.isOver(job)).count();
    }

    private static long told(String text) throws Exception {
        return Files.readString(lake.log()).lines().filter(line -> line.contains(text)).count();
    }

    @Test
    void itsAccountMayDoWhatItNeedsAndNothingElse() throws Exception {
        try (KubernetesClient own = new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build()) {
            String inside = namespace.name;
            assertThat(own.batch().v1().jobs().list().getItems()).isNotNull();
            assertThat(own.pods().list().getItems()).isNotNull();
            refused(own, client -> client.secrets().withName("apk8s-s3").get());
            refused(own, client -> client.secrets().list());
            refused(own, client -> client.configMaps().resource(new ConfigMapBuilder().withNewMetadata()
                    .withName("x").endMetadata().build()).create());
            refused(own, client -> client.pods().withName("x").delete());
            refused(own, client -> client.apps().deployments().list());
            refused(own, client -> client.batch().v1().cronjobs().list());
            refused(own, client -> client.batch().v1().jobs().inNamespace("default").list());
            refused(own, client -> client.rbac().roles().inNamespace(inside).list());
            refused(own, client -> client.nodes().list());
        }
    }

    private static void refused(KubernetesClient own, Consumer<KubernetesClient> what) {
        assertThatThrownBy(() -> what.accept(own)).isInstanceOfSatisfying(KubernetesClientException.class,
                refused -> assertThat(refused.getCode()).isEqualTo(403));
    }

    private static void send(String event) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.export("bootstrap-servers"), "acks", "all"), new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>("lake-events", event)).get();
        }
    }

    private static ConsumerRecord<String, String> deadLetter(String run) {
        return first("lake-events.dlt", letter -> run
                .equals(new String(letter.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8)));
    }

    private static String event(String key) {
        return first("lake-events", entry -> entry.value().contains("upload/" + key)).value();
    }

    private static ConsumerRecord<String, String> first(String topic,
            Predicate<ConsumerRecord<String, String>> wanted) {
        List<ConsumerRecord<String, String>> found = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = consumer("")) {
            List<TopicPartition> all = consumer.partitionsFor(topic).stream()
                    .map(part -> new TopicPartition(topic, part.partition())).toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(entry -> {
                    if (wanted.test(entry)) {
                        found.add(entry);
                    }
                });
                return !found.isEmpty();
            });
        }
        return found.getFirst();
    }

    /** How many events the lake has not taken yet. */
    private static long lag() {
        try (KafkaConsumer<String, String> consumer = consumer("lake-processors")) {
            List<TopicPartition> all = consumer.partitionsFor("lake-events").stream()
                    .map(part -> new TopicPartition("lake-events", part.partition())).toList();
            var taken = consumer.committed(Set.copyOf(all));
            return consumer.endOffsets(all).entrySet().stream().mapToLong(end -> end.getValue()
                    - (taken.get(end.getKey()) == null ? 0 : taken.get(end.getKey()).offset())).sum();
        }
    }

    private static KafkaConsumer<String, String> consumer(String group) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.export("bootstrap-servers"), "enable.auto.commit", "false",
                        "group.id",
                        group.isEmpty() ? "jobs-it" : group),
                new StringDeserializer(), new StringDeserializer());
    }
}
