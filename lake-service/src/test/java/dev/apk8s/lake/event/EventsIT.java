package dev.apk8s.lake.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.apk8s.lake.LakeIT;
import dev.apk8s.lake.event.ObjectIndex.Entry;
import dev.apk8s.lake.event.ObjectIndex.View;
import dev.apk8s.lake.store.BucketName;
import dev.apk8s.lake.store.BucketStore;
import dev.apk8s.lake.store.NewObject;
import dev.apk8s.lake.store.ObjectStore;
import dev.apk8s.local.junit.Engines;
import dev.apk8s.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class EventsIT extends LakeIT {
    private static final BucketName PROCESSED = BucketName.ofDefaultTenant("processed");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    private ObjectStore store;
    @Autowired
    private BucketStore buckets;
    @Autowired
    private ObjectIndex index;

    /** While an index is made, the search engine does not answer. */
    private static ConditionFactory soon() {
        return await().atMost(PATIENCE).ignoreExceptionsInstanceOf(ProblemException.class);
    }

    private BucketName bucket(String tenant, String name) {
        BucketName bucket = new BucketName(tenant, name);
        if (!buckets.exists(bucket)) {
            buckets.create(bucket);
        }
        return bucket;
    }

    private static NewObject text(String content) {
        return NewObject.of(content.getBytes(StandardCharsets.UTF_8), "text/csv");
    }

    @Test
    void theIndexHasTheStateOfEachObjectOfAllTenants() throws Exception {
        BucketName bucket = bucket("acme", unique("state"));
        String etag = store.put(bucket, "a b/ü.csv", text("1")).etag();
        soon().untilAsserted(
                () -> assertThat(index.find(View.ALL_OBJECTS, bucket, "a b/ü.csv")).hasValueSatisfying(entry -> {
                    assertThat(entry.present()).isTrue();
                    assertThat(entry.size()).isEqualTo(1);
                    assertThat(entry.etag()).isEqualTo(etag);
                }));
        store.delete(bucket, "a b/ü.csv");
        soon().until(() -> index.find(View.ALL_OBJECTS, bucket, "a b/ü.csv")
                .filter(entry -> !entry.present()).isPresent());
    }

    @Test
    void anEventThatComesLateOrTwiceMovesNoStateBackwards() throws Exception {
        BucketName bucket = bucket("default", unique("order"));
        store.put(bucket, "k", text("now"));
        soon().until(() -> index.find(View.ALL_OBJECTS, bucket, "k").isPresent());
        Entry now = index.find(View.ALL_OBJECTS, bucket, "k").orElseThrow();
        tell(bucket, "k", now.version() - 1, "s3:ObjectRemoved:Delete");
        tell(bucket, "k", now.version() - 2, "s3:ObjectCreated:Put");
        store.put(bucket, "after", text("x"));
        tell(bucket, "k-last", now.version(), "s3:ObjectCreated:Put");
        soon().until(() -> index.find(View.ALL_OBJECTS, bucket, "k-last").isPresent());
        assertThat(index.find(View.ALL_OBJECTS, bucket, "k")).contains(now);
    }

    private static void tell(BucketName bucket, String key, long sequence, String event) throws Exception {
        String message = """
                {"EventName":"%1$s","Key":"%2$s/%3$s","Records":[{"eventTime":"2026-01-01T00:00:00.000Z",\
                "eventName":"%1$s","s3":{"bucket":{"name":"%2$s"},"object":{"key":"%3$s","size":9,"eTag":"old",\
                "sequencer":"%4$016X"}}}]}""".formatted(event, bucket.stored(), key, sequence);
        send(bucket.stored(), message);
    }

    private static void send(String key, String message) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", Engines.export("kafka", "bootstrap-servers"), "acks", "all"),
                new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("lake-events", key, message)).get();
        }
    }

    @Test
    void whatIsNoEventBecomesADeadLetterAndHoldsUpNothing() throws Exception {
        String nonsense = "nonsense " + UUID.randomUUID();
        send("nonsense", nonsense);
        BucketName bucket = bucket("default", unique("after"));
        store.put(bucket, "k", text("x"));
        soon().until(() -> index.find(View.ALL_OBJECTS, bucket, "k").isPresent());
        assertThat(deadLetters(nonsense)).singleElement()
                .satisfies(reason -> assertThat(reason).contains("not JSON"));
    }

    private static List<String> deadLetters(String value) {
        List<String> reasons = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Engines.export("kafka", "bootstrap-servers"), "enable.auto.commit",
                        "false"),
                new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> all = List.of(new TopicPartition("lake-events.dlt", 0));
            consumer.assign(all);
            consumer.seekToBeginning(all);
            soon().until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(letter -> {
                    if (letter.value().equals(value)) {
                        reasons.add(new String(letter.headers().lastHeader("dlt_reason").value(),
                                StandardCharsets.UTF_8));
                    }
                });
                return !reasons.isEmpty();
            });
        }
        return reasons;
    }

    @Test
    void aCompressedObjectInProcessedIsToldOverMqttAndIndexedAsTheBookHasIt() throws Exception {
        String key = unique("told") + ".csv.gz";
        try (MqttListener listener = new MqttListener("processed")) {
            store.put(PROCESSED, key + ".not", text("no"));
            String etag = store.put(PROCESSED, key, text("zipped")).etag();
            soon()
                    .untilAsserted(() -> assertThat(listener.heard).anyMatch(told -> told.contains(key + "\"")
                            && told.contains("s3:ObjectCreated:Put") && told.contains(etag)));
            assertThat(listener.heard).noneMatch(told -> told.contains(key + ".not"));
            soon().untilAsserted(() -> assertThat(index.find(View.PROCESSED_OBJECTS, PROCESSED, key))
                    .map(Entry::etag).contains(etag));
            store.delete(PROCESSED, key);
            soon().until(() -> index.find(View.PROCESSED_OBJECTS, PROCESSED, key).isEmpty());
        }
    }

    @Test
    void anotherTenantsProcessedObjectsAreToldToItAlone() throws Exception {
        String key = unique("acme") + ".gz";
        try (MqttListener own = new MqttListener("processed/acme");
                MqttListener others = new MqttListener("processed")) {
            BucketName bucket = bucket("acme", "processed");
            store.put(bucket, key, text("x"));
            soon().until(() -> own.heard.stream().anyMatch(told -> told.contains(key)));
            String last = unique("last") + ".gz";
            store.put(PROCESSED, last, text("x"));
            soon().until(() -> others.heard.stream().anyMatch(told -> told.contains(last)));
            assertThat(others.heard).noneMatch(told -> told.contains(key));
            assertThat(index.find(View.PROCESSED_OBJECTS, PROCESSED, key)).isEqualTo(Optional.empty());
        }
    }
}
