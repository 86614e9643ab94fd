package dev.apk8s.lake.kept;

import static dev.apk8s.lake.kept.OwnLake.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import dev.apk8s.platform.house.Realm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** The store is killed while objects are sent, then everything is counted. */
class StoreKilledIT {
    private static final Logger log = LoggerFactory.getLogger(StoreKilledIT.class);
    private static final Duration RECOVERY = Duration.ofSeconds(90);
    private static final long[] LENGTHS = {20_000, 700_000, 4_000_000, 20_000_000};
    private static final int SENDERS = 6;
    private static final int EACH = 25;
    private static final OwnLake OWN = new OwnLake();

    @BeforeAll
    static void start() {
        // The lake comes first: it starts without its store, and makes the book's buckets when that is there.
        OWN.lake.start();
        assertThat(OWN.management().get("/actuator/health").json().at("/components/store/status").asString())
                .isEqualTo("DOWN");
        OWN.store.start();
        await().atMost(RECOVERY)
                .until(() -> OWN.api().asUser("viewer").get("/api/v1/lake/buckets/models").status() == 200);
    }

    @AfterAll
    static void stop() {
        OWN.close();
    }

    @Test
    void whatWasAnsweredIsThereAndNothingElseIs() throws Exception {
        String bucket = unique("killed");
        OWN.bucket(bucket);
        Map<String, Long> attempted = new ConcurrentHashMap<>();
        Map<String, Long> answered = new ConcurrentHashMap<>();
        AtomicInteger refused = new AtomicInteger();
        List<Thread> senders = new ArrayList<>();
        for (int sender = 0; sender < SENDERS; sender++) {
            int number = sender;
            senders.add(Thread.ofVirtual().start(() -> send(bucket, number, attempted, answered, refused)));
        }
        for (int kill = 1; kill <= 2; kill++) {
            int enough = kill * SENDERS * EACH / 4;
            await().atMost(RECOVERY).until(() -> answered.size() >= enough);
            OWN.store.kill();
            OWN.store.start();
        }
        for (Thread sender : senders) {
            sender.join(RECOVERY);
            assertThat(sender.isAlive()).isFalse();
        }
        Set<String> listed = listed(bucket);
        assertThat(listed).containsAll(answered.keySet());
        assertThat(attempted.keySet()).as("no name that nobody sent").containsAll(listed);
        for (String key : listed) {
            Long length = attempted.get(key);
            assertThat(
                    Body.sha256(new ByteArrayInputStream(OWN.api().asUser("viewer").get(object(bucket, key)).body())))
                    .as(key).isEqualTo(new Body(length == null ? 0 : length).sha256());
        }
        log.info(
                "{} objects sent, {} answered, {} refused or broken off; {} are there, all whole: {} of them unanswered",
                attempted.size(), answered.size(), refused.get(), listed.size(), listed.size() - answered.size());
        assertThat(refused.get()).as("the kills were felt").isPositive();
    }

    @Test
    void whileTheStoreIsAwayRoutesSaySo() {
        String bucket = unique("away");
        OWN.bucket(bucket);
        Api operator = OWN.api().asUser("operator");
        operator.send("PUT", object(bucket, "x"), "text/plain", new byte[]{1});
        OWN.store.stop();
        for (Answer answer : List.of(operator.get(object(bucket, "x")), operator.delete(object(bucket, "x")),
                operator.send("PUT", object(bucket, "y"), "text/plain", new byte[]{1}),
                operator.send("PUT", object(bucket, "y"), "text/plain",
                        BodyPublishers.ofInputStream(() -> new Body(1_000_000))),
                operator.get("/api/v1/lake/buckets"), operator.get("/api/v1/lake/buckets/" + bucket + "/objects"),
                operator.post("/api/v1/lake/buckets/" + bucket + "/uploads", "{\"key\":\"x\"}"))) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("STORE_UNAVAILABLE");
            assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
            assertThat(answer.text()).doesNotContain("127.0.0.1", "Exception");
        }
        assertThat(OWN.management().get("/actuator/health/readiness").status()).isEqualTo(200);
        OWN.store.start();
        await().atMost(RECOVERY).until(() -> operator.get(object(bucket, "x")).status() == 200);
    }

    /** The answer has begun: all that is left is to break it off, so that nobody takes a part for the whole. */
    @Test
    void aDownloadThatTheStoreBreaksOffIsSeenToBeBroken() throws Exception {
        String bucket = unique("half");
        OWN.bucket(bucket);
        long length = 200_000_000;
        Answer kept = OWN.api().asUser("operator").send("PUT", object(bucket, "big"), "text/plain",
                BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> new Body(length)), length));
        assertThat(kept.status()).as(kept.text()).isEqualTo(200);
        try (HttpClient client = HttpClient.newHttpClient()) {
            var body = client.send(HttpRequest.newBuilder(URI.create(OWN.lake.export("url") + object(bucket, "big")))
                    .timeout(Duration.ofSeconds(60)).header("Authorization", "Bearer " + Realm.token("viewer")).build(),
                    BodyHandlers.ofInputStream()).body();
            body.readNBytes(1_000_000);
            OWN.store.kill();
            long read = 1_000_000;
            boolean broken = false;
            try {
                read += body.transferTo(java.io.OutputStream.nullOutputStream());
            } catch (IOException seen) {
                broken = true;
            }
            assertThat(broken).as("%d of %d bytes came without an error", read, length).isTrue();
        } finally {
            OWN.store.start();
        }
    }

    private static void send(String bucket, int sender, Map<String, Long> attempted, Map<String, Long> answered,
            AtomicInteger refused) {
        Api operator = OWN.api().asUser("operator");
        for (int number = 0, done = 0; done < EACH; number++) {
            long length = LENGTHS[number % LENGTHS.length];
            String key = "s" + sender + "/o" + number;
            attempted.put(key, length);
            var body = BodyPublishers.ofInputStream(() -> new Body(length));
            try {
                Answer answer = operator.send("PUT", object(bucket, key), "application/octet-stream",
                        number % 3 == 0 ? body : BodyPublishers.fromPublisher(body, length));
                if (answer.status() == 200) {
                    answered.put(key, length);
                    done++;
                    continue;
                }
                assertThat(answer.code()).as(answer.text()).isEqualTo("STORE_UNAVAILABLE");
            } catch (UncheckedIOException brokenOff) {
                log.debug("Broken off", brokenOff);
            }
            refused.incrementAndGet();
            await().atMost(RECOVERY)
                    .until(() -> operator.get("/api/v1/lake/buckets/" + bucket + "/objects?limit=1").status() == 200);
        }
    }

    private static Set<String> listed(String bucket) {
        JsonNode page = OWN.api().asUser("viewer").get("/api/v1/lake/buckets/" + bucket + "/objects?limit=1000").json();
        assertThat(page.has("next")).isFalse();
        Set<String> keys = ConcurrentHashMap.newKeySet();
        page.get("objects").forEach(entry -> keys.add(entry.get("key").asString()));
        return keys;
    }

    private static String unique(String prefix) {
        return prefix + "-" + Long.toString(System.nanoTime(), 36);
    }
}
