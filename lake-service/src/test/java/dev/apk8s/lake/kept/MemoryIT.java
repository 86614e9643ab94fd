package dev.apk8s.lake.kept;

import static dev.apk8s.lake.kept.OwnLake.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.platform.house.Realm;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Objects that are larger than the service, which has a heap of 256 MB. {@code -Dlake.large=5GB} makes it larger. */
class MemoryIT {
    private static final Logger log = LoggerFactory.getLogger(MemoryIT.class);
    private static final long LARGE = org.springframework.util.unit.DataSize
            .parse(System.getProperty("lake.large", "400MB"))
            .toBytes();
    private static final int AT_ONCE = 6;
    private static final long EACH = 48L << 20;
    private static final OwnLake OWN = new OwnLake();

    @BeforeAll
    static void start() {
        OWN.store.start();
        OWN.lake.start();
    }

    @AfterAll
    static void stop() {
        OWN.close();
    }

    @Test
    void anAnnouncedObjectOfAnySizePassesBothWays() throws Exception {
        passes(true);
    }

    @Test
    void anObjectOfUnknownSizePassesBothWays() throws Exception {
        passes(false);
    }

    @Test
    void manyOfUnknownLengthAtOnceWaitForMemory() {
        String bucket = "many-" + Long.toString(System.nanoTime(), 36);
        OWN.bucket(bucket);
        List<CompletableFuture<HttpResponse<String>>> puts = new ArrayList<>();
        for (int number = 0; number < AT_ONCE; number++) {
            puts.add(put(object(bucket, "o" + number), EACH, false));
        }
        String sha256 = new Body(EACH).sha256();
        assertThat(puts).allSatisfy(put -> {
            assertThat(put.join().statusCode()).as(put.join().body()).isEqualTo(200);
            assertThat(put.join().body()).contains(sha256);
        });
        log.info("{} bodies of unknown length at once, {} MB each: resident memory {} MB", AT_ONCE, EACH >> 20,
                OWN.lake.memoryBytes() >> 20);
    }

    private static void passes(boolean announced) throws Exception {
        String bucket = "large-" + Long.toString(System.nanoTime(), 36);
        OWN.bucket(bucket);
        String path = object(bucket, "x");
        Instant begun = Instant.now();
        HttpResponse<String> kept = put(path, LARGE, announced).join();
        Duration up = Duration.between(begun, Instant.now());
        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(200);
        String sha256 = new Body(LARGE).sha256();
        assertThat(kept.body()).contains(sha256);
        Instant asked = Instant.now();
        try (HttpClient client = HttpClient.newHttpClient();
                var body = client.send(request(path).GET().build(), BodyHandlers.ofInputStream()).body()) {
            assertThat(Body.sha256(body)).isEqualTo(sha256);
        }
        log.info("{} MB {}: up in {} ms, down in {} ms, resident memory {} MB", LARGE >> 20,
                announced ? "announced" : "chunked", up.toMillis(), Duration.between(asked, Instant.now()).toMillis(),
                OWN.lake.memoryBytes() >> 20);
    }

    private static CompletableFuture<HttpResponse<String>> put(String path, long length, boolean announced) {
        BodyPublisher chunked = BodyPublishers.ofInputStream(() -> new Body(length));
        HttpClient client = HttpClient.newHttpClient();
        return client.sendAsync(request(path).PUT(announced ? BodyPublishers.fromPublisher(chunked, length) : chunked)
                .build(), BodyHandlers.ofString()).whenComplete((_, _) -> client.shutdown());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(OWN.lake.export("url") + path)).timeout(Duration.ofMinutes(10))
                .version(HttpClient.Version.HTTP_1_1).header("Authorization", "Bearer " + Realm.token("operator"));
    }
}
