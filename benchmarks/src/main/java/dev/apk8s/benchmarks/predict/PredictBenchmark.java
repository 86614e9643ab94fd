package dev.apk8s.benchmarks.predict;

import dev.apk8s.benchmarks.measure.BenchmarkException;
import dev.apk8s.benchmarks.measure.Comparison;
import dev.apk8s.benchmarks.measure.Rounds;
import dev.apk8s.benchmarks.platform.Api;
import dev.apk8s.benchmarks.platform.Platform;
import dev.apk8s.benchmarks.platform.ServiceProcess;
import dev.apk8s.local.supervisor.ComponentView;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Predictions of the book's model, one row a request and many, against ONNX Runtime called bare with the same file; and
 * where {@code APK8S_BENCH_MLSERVER} names an inference endpoint of MLServer with the same model (see
 * {@code benchmarks/mlserver}), against that.
 */
public final class PredictBenchmark {
    private static final String SERVICE = "ml-service";
    private static final double BATCH_GOAL = 0.5;
    private static final double MLSERVER_GOAL = 3;
    private static final int CLIENTS = 16;
    private static final int FEW_CLIENTS = 4;
    private static final int CORES = 2;
    private static final int BATCH = 10_000;

    private PredictBenchmark() {}

    /** @param settings further environment variables of the lake's service */
    public static List<Comparison> run(Platform platform, Map<String, String> settings, Path root, int rounds)
            throws InterruptedException {
        try (ServiceProcess lake = platform.lake("predict-lake", settings);
                Api api = new Api(platform);
                HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            platform.alsoStart(SERVICE);
            String service = platform.export(SERVICE, "url");
            byte[] model = new WineModel(api, lake.url(), service, http)
                    .train(root.resolve("data/winequality-red.csv"));
            URI infer = URI.create(service + "/v2/models/" + WineModel.NAME + "/infer");
            HttpPredictions.Headers authorized = () -> "Authorization: Bearer " + api.token() + "\r\n";
            Rows one = new Rows("input", 1, false);
            Rows many = new Rows("input", BATCH, true);
            HttpPredictions single = new HttpPredictions("ml-service, one row", infer, authorized, one, CLIENTS);
            HttpPredictions batch = new HttpPredictions("ml-service, 10,000 rows", infer, authorized, many,
                    FEW_CLIENTS);
            try (BareRuntime bareSingle = new BareRuntime("ONNX Runtime, one row", model, one, CORES);
                    BareRuntime bareBatch = new BareRuntime("ONNX Runtime, 10,000 rows", model, many, CORES)) {
                return measured(platform, rounds, single, batch, bareSingle, bareBatch);
            }
        }
    }

    private static List<Comparison> measured(Platform platform, int rounds, HttpPredictions single,
            HttpPredictions batch, BareRuntime bareSingle, BareRuntime bareBatch) throws InterruptedException {
        String mlserver = System.getenv("APK8S_BENCH_MLSERVER");
        if (mlserver == null) {
            Rounds result = Rounds.run(List.of(single, bareSingle, batch, bareBatch), 2, rounds);
            return lines(platform, result, single, batch, bareSingle, bareBatch);
        }
        HttpPredictions peer = new HttpPredictions("MLServer, one row", URI.create(mlserver), () -> "",
                new Rows("input", 1, false), CLIENTS);
        Rounds result = Rounds.run(List.of(single, bareSingle, batch, bareBatch, peer), 2, rounds);
        List<Comparison> lines = new ArrayList<>(lines(platform, result, single, batch, bareSingle, bareBatch));
        lines.add(Comparison.of("Predictions, one row a request", MLSERVER_GOAL, result, single, peer,
                peakMemory(platform)));
        return lines;
    }

    private static List<Comparison> lines(Platform platform, Rounds result, HttpPredictions single,
            HttpPredictions batch, BareRuntime bareSingle, BareRuntime bareBatch) {
        long memory = peakMemory(platform);
        return List.of(Comparison.of("Predictions, one row a request", 0, result, single, bareSingle, memory),
                Comparison.of("Predictions, 10,000 rows a request", BATCH_GOAL, result, batch, bareBatch, memory));
    }

    /** The most resident memory the service ever had, in bytes (VmHWM). */
    private static long peakMemory(Platform platform) {
        long pid = platform.components().stream().filter(component -> component.name().equals(SERVICE))
                .mapToLong(ComponentView::pid).findFirst().orElseThrow();
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10).findFirst().orElse(0);
        } catch (IOException fault) {
            throw new BenchmarkException("The memory of process " + pid + " cannot be read", fault);
        }
    }
}
