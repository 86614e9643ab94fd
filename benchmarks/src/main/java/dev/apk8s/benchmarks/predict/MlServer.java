package dev.apk8s.benchmarks.predict;

import dev.apk8s.benchmarks.measure.BenchmarkException;
import dev.apk8s.local.home.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** MLServer with the same file, run by ONNX Runtime in a runtime of a few lines ({@code benchmarks/mlserver}). */
final class MlServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final long LOOK_MILLIS = 200;
    private static final long STOP_SECONDS = 20;
    private static final String MODEL = "wine";
    private static final String RUNTIME = "onnx_model.py";
    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final URI models;
    private final Path log;

    private MlServer(Process process, URI models, Path log) {
        this.process = process;
        this.models = models;
        this.log = log;
    }

    /**
     * Returns when the model is ready.
     *
     * @param executable MLServer's, of an environment that has onnxruntime, too
     */
    static MlServer start(Path executable, byte[] model, Path root, HttpClient http)
            throws InterruptedException {
        Path directory = root.resolve("benchmarks/target/mlserver/" + MODEL);
        Path log = directory.resolve("mlserver.log");
        List<Integer> ports = FreePorts.choose(3);
        try {
            Files.createDirectories(directory);
            Files.write(directory.resolve("model.onnx"), model);
            Files.copy(root.resolve("benchmarks/mlserver").resolve(RUNTIME), directory.resolve(RUNTIME),
                    StandardCopyOption.REPLACE_EXISTING);
            write(directory.resolve("settings.json"), Map.of("debug", false, "host", "127.0.0.1", "http_port",
                    ports.get(0), "grpc_port", ports.get(1), "metrics_port", ports.get(2), "parallel_workers", 0));
            write(directory.resolve("model-settings.json"), Map.of("name", MODEL, "implementation",
                    "onnx_model.OnnxModel", "parameters", Map.of("uri", "./model.onnx", "version", "1")));
            Process process = new ProcessBuilder(executable.toString(), "start", ".").directory(directory.toFile())
                    .redirectErrorStream(true).redirectOutput(log.toFile()).start();
            MlServer server = new MlServer(process,
                    URI.create("http://127.0.0.1:" + ports.get(0) + "/v2/models/" + MODEL + "/"), log);
            server.await(http);
            return server;
        } catch (IOException fault) {
            throw new BenchmarkException("MLServer was not started", fault);
        }
    }

    private static void write(Path file, Map<String, ?> settings) throws IOException {
        Files.write(file, JSON.writeValueAsBytes(settings));
    }

    private void await(HttpClient http) throws InterruptedException {
        HttpRequest look = HttpRequest.newBuilder(models.resolve("ready")).timeout(PATIENCE).build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers(http, look)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new BenchmarkException("MLServer did not come up, see " + log);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private static boolean answers(HttpClient http, HttpRequest look) throws InterruptedException {
        try {
            return http.send(look, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    URI infer() {
        return models.resolve("infer");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
