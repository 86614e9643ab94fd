package dev.apk8s.ml.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.ml.MlApplication;
import dev.apk8s.ml.MlIT;
import dev.apk8s.ml.TestModels;
import dev.apk8s.ml.model.ModelRegistry;
import dev.apk8s.ml.serving.Predictor;
import dev.apk8s.local.junit.Engines;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import dev.apk8s.platform.house.Realm;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

class ModelsIT extends MlIT {
    private static final String ROWS = "{\"data\":{\"ndarray\":[[1,2]]}}";

    private Answer upload(String user, byte[] file) {
        return api().asUser(user).send("POST", "/api/v1/models/" + unique("upload") + "/versions",
                "application/octet-stream", file);
    }

    private static String predictions(String model) {
        return "/seldon/default/" + model + "/api/v1.0/predictions";
    }

    @Test
    void filesThatCannotBeServedAreRefused() {
        Answer text = upload("scientist", "This is no model.".getBytes(StandardCharsets.UTF_8));
        assertThat(text.status()).isEqualTo(400);
        assertThat(text.code()).isEqualTo("MODEL_NOT_ONNX");
        byte[] whole = TestModels.times(1, 2);
        assertThat(upload("scientist", Arrays.copyOf(whole, whole.length - 10)).status()).isEqualTo(400);
        assertThat(upload("scientist", TestModels.external("/etc/passwd")).code()).isEqualTo("MODEL_UNSUPPORTED");
        assertThat(upload("scientist", TestModels.unknownOperator()).status()).isEqualTo(400);
        assertThat(upload("scientist", new byte[0]).code()).isEqualTo("MODEL_NOT_ONNX");
        assertThat(upload("operator", whole).status()).isEqualTo(403);
    }

    @Test
    void aModelThatIsTooLargeIsRefused() {
        Answer answer = api().asUser("scientist").send("POST", "/api/v1/models/large/versions",
                "application/octet-stream",
                HttpRequest.BodyPublishers.ofByteArrays(() -> new Chunks(129, 1 << 20)));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(api().asUser("viewer").get("/api/v1/models/large").status()).isEqualTo(404);
    }

    private static final class Chunks implements Iterator<byte[]> {
        private final byte[] chunk;
        private int left;

        Chunks(int count, int size) {
            left = count;
            chunk = new byte[size];
        }

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public byte[] next() {
            left--;
            return chunk;
        }
    }

    @Test
    void theRegistryTellsWhatAVersionIs() {
        String model = unique("told");
        byte[] file = TestModels.times(2, 2);
        register(model, file, "?columns=temp,load");
        var version = api().asUser("viewer").get("/api/v1/models/" + model + "/versions/1").json();
        assertThat(version.get("stage").asString()).isEqualTo("none");
        assertThat(version.get("loaded").asBoolean()).isFalse();
        assertThat(version.get("size").asInt()).isEqualTo(file.length);
        assertThat(version.at("/signature/inputs/0/columns/1").asString()).isEqualTo("load");
        Answer kept = lake("viewer").get("/api/v1/lake/buckets/models/objects/" + model + "/1/model.onnx");
        assertThat(kept.body()).isEqualTo(file);
        assertThat(lake("viewer").get("/api/v1/lake/buckets/models/objects/" + model + "/1/manifest.json").json()
                .get("sha256")).isEqualTo(version.get("sha256"));
        assertThat(api().asUser("acme-viewer").get("/api/v1/models/" + model).status()).isEqualTo(404);
    }

    @Test
    void aVersionInUseIsNotDeletedAndOneThatIsNotIsGone() {
        String model = serving("deleted", TestModels.times(2, 2));
        String path = "/api/v1/models/" + model + "/versions/1";
        assertThat(scientist().delete(path).code()).isEqualTo("MODEL_IN_USE");
        scientist().send("PUT", path + "/stage", "application/json",
                "{\"stage\":\"archived\"}".getBytes(StandardCharsets.UTF_8));
        scientist().post(path + "/unload", "");
        assertThat(scientist().delete(path).status()).isEqualTo(204);
        assertThat(scientist().get("/api/v1/models/" + model).status()).isEqualTo(404);
        assertThat(lake("viewer").get("/api/v1/lake/buckets/models/objects/" + model + "/1/model.onnx").status())
                .isEqualTo(404);
    }

    @Test
    void aModelIsSwitchedUnderLoadWithoutAFailedRequest() {
        String model = serving("switched", TestModels.times(1, 2));
        Api viewer = api().asUser("viewer");
        AtomicBoolean running = new AtomicBoolean(true);
        Queue<String> answers = new ConcurrentLinkedQueue<>();
        List<CompletableFuture<Void>> clients = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < 8; client++) {
                clients.add(CompletableFuture.runAsync(() -> {
                    while (running.get()) {
                        Answer answer = viewer.post(predictions(model), ROWS);
                        answers.add(answer.status() + " " + answer.text());
                    }
                }, threads));
            }
            try {
                for (int version = 2; version <= 6; version++) {
                    promote(model, register(model, TestModels.times(version, 2)));
                    String switched = "200 {\"data\":{\"names\":[],\"ndarray\":[[" + version + ".0," + 2 * version
                            + ".0]]},\"meta\":{}}";
                    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> answers.contains(switched));
                }
            } finally {
                running.set(false);
            }
        }
        clients.forEach(CompletableFuture::join);
        assertThat(answers).hasSizeGreaterThan(50).allMatch(answer -> answer.startsWith("200 "));
        Answer last = viewer.post(predictions(model), ROWS);
        assertThat(last.json().at("/data/ndarray/0/0").asInt()).isEqualTo(6);
        var versions = viewer.get("/api/v1/models/" + model).json();
        assertThat(versions.get("serving").asInt()).isEqualTo(6);
        assertThat(versions.get("versions").valueStream().filter(version -> version.get("loaded").asBoolean()))
                .hasSize(1);
    }

    @Test
    void whatIsLoadedIsLoadedAfterARestartBeforeAnybodyCalls() {
        String model = serving("restarted", TestModels.times(7, 2));
        try (ConfigurableApplicationContext restarted = new SpringApplicationBuilder(MlApplication.class).run(
                "--APK8S_HTTP_PORT=0", "--apk8s.ml.serving.max-loaded=256", "--APK8S_MANAGEMENT_PORT=0",
                "--APK8S_ISSUER=" + Realm.issuer(),
                "--APK8S_KAFKA=" + Engines.export("kafka", "bootstrap-servers"),
                "--APK8S_LAKE=" + Engines.export("lake-service", "url"),
                "--APK8S_CLIENT_SECRET=" + Engines.secret("client-ml"))) {
            int port = Objects.requireNonNull(((WebServerApplicationContext) restarted).getWebServer()).getPort();
            var predictor = restarted.getBean(Predictor.class);
            var registry = restarted.getBean(ModelRegistry.class);
            var found = registry.require("default", model);
            Awaitility.await().atMost(Duration.ofSeconds(30))
                    .until(() -> predictor.isReady(found, found.versions().getFirst()));
            Answer answer = Api.at("http://127.0.0.1:" + port).asUser("viewer").post(predictions(model), ROWS);
            assertThat(answer.text()).contains("[[7.0,14.0]]");
        }
    }

    @Test
    void settingsAndStagesAreChecked() {
        String model = serving("settings", TestModels.times(2, 2));
        for (String body : List.of("{}", "{\"stage\":\"best\"}", "{\"stage\":null}")) {
            Answer answer = scientist().send("PUT", "/api/v1/models/" + model + "/versions/1/stage",
                    "application/json", body.getBytes(StandardCharsets.UTF_8));
            assertThat(answer.status()).as(body).isEqualTo(400);
        }
        assertThat(scientist().send("PUT", "/api/v1/models/" + model + "/versions/9/stage", "application/json",
                "{\"stage\":\"staging\"}".getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(404);
        assertThat(api().asUser("scientist").send("POST", "/api/v1/models/bad%20name/versions",
                "application/octet-stream", TestModels.times(1, 1)).status()).isEqualTo(400);
    }
}
