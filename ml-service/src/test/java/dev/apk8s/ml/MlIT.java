package dev.apk8s.ml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.local.junit.Engines;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import dev.apk8s.platform.house.Realm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** The base of all tests of the whole service on the build's engines, with the lake's service beside. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = {"management.server.port=0",
        "apk8s.ml.serving.max-loaded=256"})
public abstract class MlIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void engines(DynamicPropertyRegistry registry) {
        Engines.require("kafka", "keycloak", "lake-service");
        registry.add("APK8S_ISSUER", Realm::issuer);
        registry.add("APK8S_KAFKA", () -> Engines.export("kafka", "bootstrap-servers"));
        registry.add("APK8S_LAKE", () -> Engines.export("lake-service", "url"));
        registry.add("APK8S_WAREHOUSE", () -> Engines.export("warehouse-service", "url"));
        registry.add("APK8S_CLIENT_SECRET", () -> Engines.secret("client-ml"));
    }

    /** The service, without credentials. */
    protected Api api() {
        return Api.at("http://127.0.0.1:" + port);
    }

    /** As who may do all that models need: train, register, load, predict. */
    protected Api scientist() {
        return api().asUser("scientist");
    }

    protected static Api lake(String user) {
        return Api.at(Engines.export("lake-service", "url")).asUser(user);
    }

    protected static String unique(String prefix) {
        return prefix + "-" + Long.toString(System.nanoTime(), 36);
    }

    /** Registers a file as the next version. */
    protected int register(String model, byte[] file) {
        return register(model, file, "");
    }

    protected int register(String model, byte[] file, String query) {
        Answer answer = scientist().send("POST", "/api/v1/models/" + model + "/versions" + query,
                "application/octet-stream", file);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().get("version").asInt();
    }

    protected void promote(String model, int version) {
        Answer answer = scientist().send("PUT", "/api/v1/models/" + model + "/versions/" + version + "/stage",
                "application/json", "{\"stage\":\"production\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    /** A model in production, made of a file. */
    protected String serving(String prefix, byte[] file) {
        String model = unique(prefix);
        promote(model, register(model, file));
        return model;
    }

    /** Puts the book's data into the lake. */
    protected static String wineInLake() {
        String key = unique("wine") + ".csv";
        try {
            Answer kept = lake("operator").send("PUT", "/api/v1/lake/buckets/upload/objects/" + key, "text/csv",
                    Files.readAllBytes(Path.of("../data/winequality-red.csv")));
            assertThat(kept.status()).as(kept.text()).isEqualTo(200);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        return key;
    }

    protected JsonNode run(String experiment, String request) {
        Answer taken = scientist().post("/api/v1/experiments/" + experiment + "/runs", request);
        assertThat(taken.status()).as(taken.text()).isEqualTo(202);
        String path = taken.header("Location");
        return Awaitility.await().atMost(PATIENCE).until(() -> scientist().get(path).json(),
                run -> !run.get("state").asString().matches("waiting|running"));
    }

    /** Trains the book's model. */
    protected String wineModel(String stage) {
        String model = unique("Wine");
        JsonNode run = run(unique("SkLearnWineQuality"), """
                {"algorithm":"elastic-net","source":{"object":{"bucket":"upload","key":"%s"}},"target":"quality",\
                "parameters":{"alpha":0.5,"l1_ratio":0.5},"register":{"model":"%s","stage":"%s"}}"""
                .formatted(wineInLake(), model, stage));
        assertThat(run.get("state").asString()).as(run.toString()).isEqualTo("done");
        return model;
    }
}
