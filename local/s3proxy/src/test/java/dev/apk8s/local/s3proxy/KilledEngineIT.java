package dev.apk8s.local.s3proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.apk8s.local.junit.OwnEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KilledEngineIT {
    private static final int WRITERS = 12;
    private static final OwnEngine KAFKA = OwnEngine.prepare("kafka");
    private static final OwnEngine ENGINE = OwnEngine.prepare("s3proxy").using(KAFKA);

    @BeforeAll
    static void start() {
        OwnEngine.startAll(KAFKA, ENGINE);
    }

    @AfterAll
    static void close() {
        ENGINE.close();
        KAFKA.close();
    }

    private final Store store = Store.of(ENGINE);

    @Test
    void what_was_answered_is_there_and_told_and_nothing_else_shows() throws Exception {
        String bucket = store.bucket("amid-puts");
        for (int round = 0; round < 3; round++) {
            Map<String, String> answered = new ConcurrentHashMap<>();
            Map<String, Boolean> tried = new ConcurrentHashMap<>();
            AtomicBoolean writing = new AtomicBoolean(true);
            String prefix = "round-" + round + "/";
            try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
                for (int writer = 0; writer < WRITERS; writer++) {
                    int own = writer;
                    writers.submit(() -> write(bucket, prefix + own + "-", answered, tried, writing));
                }
                await().until(() -> answered.size() > 150);
                ENGINE.kill();
                writing.set(false);
            }
            ENGINE.start();

            List<String> listed = store.list(bucket).stream().filter(key -> key.startsWith(prefix)).toList();
            assertThat(listed).containsAll(answered.keySet());
            assertThat(tried.keySet()).containsAll(listed);
            List<Told.Event> events = new ArrayList<>();
            Told.whenTold(KAFKA.export("bootstrap-servers"), "lake-events", bucket, events,
                    told -> assertThat(told).extracting(Told.Event::key).containsAll(listed));
            assertThat(events.stream().map(Told.Event::key).filter(key -> key.startsWith(prefix)))
                    .containsOnlyElementsOf(listed);
            for (String key : listed) {
                assertThat(store.get(bucket, key, null)).isEqualTo(content(key));
            }
        }
    }

    private void write(String bucket, String prefix, Map<String, String> answered, Map<String, Boolean> tried,
            AtomicBoolean writing) {
        for (int number = 0; writing.get(); number++) {
            String key = prefix + number;
            tried.put(key, true);
            try {
                answered.put(key, store.put(bucket, key, content(key)).etag());
            } catch (Exception killed) {
                return;
            }
        }
    }

    private static String content(String key) {
        return key.repeat(2_000);
    }

    @Test
    void a_put_that_had_half_arrived_leaves_nothing() throws Exception {
        String bucket = store.bucket("half-way");
        try (Socket _ = store.halfSent(bucket, "deep/down/half.csv", 8 << 20, 6 << 20)) {
            ENGINE.kill();
        }
        ENGINE.start();
        assertThat(store.list(bucket)).isEmpty();
        store.removeBucket(bucket);
    }

    @Test
    void versions_of_before_stay_beside_those_of_after() throws Exception {
        String bucket = store.versionedBucket("versioned");
        Map<String, String> contents = new ConcurrentHashMap<>();
        for (int start = 0; start < 3; start++) {
            for (int number = 0; number < 3; number++) {
                String content = start + "." + number;
                contents.put(store.put(bucket, "k", content).versionId(), content);
            }
            ENGINE.kill();
            ENGINE.start();
        }
        assertThat(contents).hasSize(9);
        for (Map.Entry<String, String> version : contents.entrySet()) {
            assertThat(store.get(bucket, "k", version.getKey())).isEqualTo(version.getValue());
        }
    }
}
