package dev.apk8s.benchmarks.predict;

import dev.apk8s.benchmarks.measure.Comparison;
import dev.apk8s.benchmarks.measure.Rounds;
import dev.apk8s.benchmarks.platform.Api;
import dev.apk8s.benchmarks.platform.Platform;
import dev.apk8s.benchmarks.platform.ServiceProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Predictions of the book's model, one row a request and many, against ONNX Runtime called bare with the same file; and
 * where the environment variable {@code MLSERVER} names MLServer's executable, against that.
 */
public final class PredictBenchmark {
    private static final double BATCH_GOAL = 0.5;
    private static final double MLSERVER_GOAL = 3;
    private static final int WARM_UPS = 2;
    private static final int CLIENTS = 16;
    private static final int FEW_CLIENTS = 4;
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final int BATCH = 10_000;
    private static final Rows ONE = new Rows("input", 1, false);
    private static final Rows MANY = new Rows("input", BATCH, true);
    /** Both servers take them: MLServer takes bytes by gRPC alone. */
    private static final Rows MANY_IN_JSON = new Rows("input", BATCH, false);

    private PredictBenchmark() {}

    /** @param settings further environment variables of the service */
    public static List<Comparison> run(Platform platform, Map<String, String> settings, Path root, int rounds)
            throws InterruptedException {
        try (ServiceProcess lake = platform.lake("predict-lake", Map.of());
                ServiceProcess service = platform.models("predict", settings);
                Api api = new Api(platform);
                HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            byte[] model = new WineModel(api, lake.url(), service.url(), http)
                    .train(root.resolve("data/winequality-red.csv"));
            URI infer = URI.create(service.url() + "/v2/models/" + WineModel.NAME + "/infer");
            HttpPredictions.Headers authorized = () -> "Authorization: Bearer " + api.token() + "\r\n";
            HttpPredictions single = new HttpPredictions("ml-service, one row", infer, authorized, ONE, CLIENTS);
            List<Comparison> lines = new ArrayList<>(againstBare(service, single,
                    new HttpPredictions("ml-service, 10,000 rows as bytes", infer, authorized, MANY, FEW_CLIENTS),
                    model, rounds));
            String executable = System.getenv("MLSERVER");
            if (executable != null) {
                HttpPredictions batch = new HttpPredictions("ml-service, 10,000 rows in JSON", infer, authorized,
                        MANY_IN_JSON, FEW_CLIENTS);
                try (MlServer peer = MlServer.start(Path.of(executable), model, root, http)) {
                    lines.addAll(againstMlServer(service, single, batch, peer, rounds));
                }
            }
            return lines;
        }
    }

    private static List<Comparison> againstBare(ServiceProcess service, HttpPredictions single, HttpPredictions batch,
            byte[] model, int rounds) throws InterruptedException {
        try (BareRuntime bareSingle = new BareRuntime("ONNX Runtime, one row", model, ONE, CORES);
                BareRuntime bareBatch = new BareRuntime("ONNX Runtime, 10,000 rows", model, MANY, CORES)) {
            Rounds result = Rounds.run(List.of(single, bareSingle, batch, bareBatch), WARM_UPS, rounds);
            long memory = service.peakMemory();
            return List.of(Comparison.of("Predictions, one row a request", 0, result, single, bareSingle, memory),
                    Comparison.of("Predictions, 10,000 rows a request as bytes", BATCH_GOAL, result, batch, bareBatch,
                            memory));
        }
    }

    private static List<Comparison> againstMlServer(ServiceProcess service, HttpPredictions single,
            HttpPredictions batch, MlServer peer, int rounds) throws InterruptedException {
        HttpPredictions peerSingle = new HttpPredictions("MLServer, one row", peer.infer(), () -> "", ONE, CLIENTS);
        HttpPredictions peerBatch = new HttpPredictions("MLServer, 10,000 rows in JSON", peer.infer(), () -> "",
                MANY_IN_JSON,
                FEW_CLIENTS);
        Rounds result = Rounds.run(List.of(single, peerSingle, batch, peerBatch), 1, rounds);
        long memory = service.peakMemory();
        return List.of(
                Comparison.of("Predictions, one row a request", MLSERVER_GOAL, result, single, peerSingle, memory),
                Comparison.of("Predictions, 10,000 rows a request in JSON", MLSERVER_GOAL, result, batch, peerBatch,
                        memory));
    }
}
