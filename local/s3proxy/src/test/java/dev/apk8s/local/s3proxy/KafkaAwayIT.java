package dev.apk8s.local.s3proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.apk8s.local.junit.OwnEngine;
import org.junit.jupiter.api.Test;

class KafkaAwayIT {
    private static final int OBJECTS = 200;
    private static final int KEYS = 50;

    @Test
    void events_of_that_time_arrive_later_and_none_is_lost() throws Exception {
        try (OwnEngine kafka = OwnEngine.start("kafka");
                OwnEngine engine = OwnEngine.prepare("s3proxy").using(kafka).start()) {
            Store store = Store.of(engine);
            String bucket = store.bucket("away");
            store.put(bucket, "before", "x");
            kafka.kill();
            Map<String, List<String>> written = new HashMap<>();
            for (int number = 0; number < OBJECTS; number++) {
                String key = "k" + number % KEYS;
                written.computeIfAbsent(key, _ -> new ArrayList<>())
                        .add(store.put(bucket, key, "content " + number).etag());
            }
            engine.restart();
            kafka.start();

            List<Told.Event> events = Told.of(kafka.export("bootstrap-servers"), "lake-events", bucket, OBJECTS + 1);
            Map<String, List<String>> told = new HashMap<>();
            events.stream().filter(event -> !event.key().equals("before")).distinct()
                    .sorted(Comparator.comparing(event -> event.text("sequencer")))
                    .forEach(
                            event -> told.computeIfAbsent(event.key(), _ -> new ArrayList<>()).add(event.text("eTag")));
            assertThat(told).isEqualTo(written);
        }
    }

    @Test
    void writes_are_refused_when_the_spool_is_full_and_taken_when_kafka_is_back() throws Exception {
        try (OwnEngine kafka = OwnEngine.prepare("kafka");
                OwnEngine engine = OwnEngine.prepare("s3proxy").using(kafka).environment("APK8S_S3_SPOOL_LIMIT", "3")
                        .start()) {
            Store store = Store.of(engine);
            String bucket = store.bucket("full");
            for (int number = 0; number < 3; number++) {
                store.put(bucket, "k" + number, "x");
            }
            assertThat(Store.refusal(() -> store.put(bucket, "k3", "x"))).isEqualTo("503 SlowDown");
            assertThat(Store.refusal(() -> store.remove(bucket, "k0", null))).isEqualTo("503 SlowDown");
            assertThat(store.list(bucket)).containsExactly("k0", "k1", "k2");
            kafka.start();
            Told.of(kafka.export("bootstrap-servers"), "lake-events", bucket, 3);
            await().untilAsserted(
                    () -> assertThat(Store.refusal(() -> store.put(bucket, "k3", "x"))).isEqualTo("not refused"));
            assertThat(Told.of(kafka.export("bootstrap-servers"), "lake-events", bucket, 4)).hasSize(4);
        }
    }
}
