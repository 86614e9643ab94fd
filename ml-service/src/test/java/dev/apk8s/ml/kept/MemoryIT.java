package dev.apk8s.ml.kept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.local.junit.Engines;
import dev.apk8s.local.junit.OwnEngine;
import dev.apk8s.ml.TestModels;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** The service as it is started outside of tests, with a heap of 256 MB. */
class MemoryIT {
    private static final Logger log = LoggerFactory.getLogger(MemoryIT.class);
    private static final long MOST = 700L << 20;
    private static final int CLIENTS = 32;
    private static final int EACH = 60;
    private static final OwnEngine OWN = OwnEngine.prepare("ml-service")
            .environment("APK8S_ML_SERVING_MAXLOADED", "256");

    @BeforeAll
    static void start() {
        Engines.require("kafka", "keycloak", "lake-service");
        OWN.start();
    }

    @AfterAll
    static void stop() {
        OWN.close();
    }

    private static Api scientist() {
        return Api.at(OWN.export("url")).asUser("scientist");
    }

    @Test
    void predictionsOfManyRowsByManyClientsAreHeld() {
        String model = "memory-" + Long.toString(System.nanoTime(), 36);
        Answer registered = scientist().send("POST", "/api/v1/models/" + model + "/versions",
                "application/octet-stream", TestModels.times(2, 2));
        assertThat(registered.status()).as(registered.text()).isEqualTo(201);
        scientist().send("PUT", "/api/v1/models/" + model + "/versions/1/stage", "application/json",
                "{\"stage\":\"production\"}".getBytes(StandardCharsets.UTF_8));
        String body = "{\"data\":{\"ndarray\":[" + "[1.5,2.5],".repeat(9_999) + "[1.5,2.5]]}}";
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (int index = 0; index < CLIENTS * EACH; index++) {
                answers.add(CompletableFuture.supplyAsync(() -> scientist()
                        .post("/seldon/default/" + model + "/api/v1.0/predictions", body).status(), clients));
            }
        }
        assertThat(answers).extracting(CompletableFuture::join).containsOnly(200);
        held("19,200,000 rows in " + answers.size() + " requests");
    }

    @Test
    void aRunOfAsManyRowsAsMayBeIsHeld() {
        StringBuilder csv = new StringBuilder("a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,target\n");
        for (int row = 0; row < 50_000; row++) {
            for (int column = 0; column < 19; column++) {
                csv.append((row * 31 + column * 17) % 1_000).append(',');
            }
            csv.append(row % 100).append('\n');
        }
        String key = "memory-" + Long.toString(System.nanoTime(), 36) + ".csv";
        Answer kept = Api.at(Engines.export("lake-service", "url")).asUser("operator").send("PUT",
                "/api/v1/lake/buckets/upload/objects/" + key, "text/csv",
                csv.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(kept.status()).isEqualTo(200);
        for (String algorithm : List.of("\"elastic-net\",\"target\":\"target\"",
                "\"anomaly\",\"parameters\":{\"clusters\":4}")) {
            Answer taken = scientist().post("/api/v1/experiments/" + key.replace(".csv", "") + "/runs",
                    "{\"algorithm\":" + algorithm + ",\"source\":{\"object\":{\"bucket\":\"upload\",\"key\":\"" + key
                            + "\"}}}");
            assertThat(taken.status()).as(taken.text()).isEqualTo(202);
            JsonNode run = Awaitility.await().atMost(Duration.ofMinutes(3)).until(
                    () -> scientist().get(taken.header("Location")).json(),
                    found -> !found.get("state").asString().matches("waiting|running"));
            assertThat(run.get("state").asString()).as(run.toString()).isEqualTo("done");
            held("a run of 1,000,000 values by " + algorithm);
        }
    }

    private static void held(String what) {
        log.info("After {}: resident memory {} MB", what, OWN.memoryBytes() >> 20);
        assertThat(OWN.memoryBytes()).isLessThan(MOST);
    }
}
