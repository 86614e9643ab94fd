package dev.apk8s.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What rules and panels ask of engines that Maven does not carry is served by them, where they are given. */
class WatchedEnginesIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void minioServesWhatIsAskedOfIt() throws IOException, InterruptedException {
        String address = "127.0.0.1:" + freePort();
        holds("minio", List.of(given("MINIO_BIN"), "server", directory(), "--address", address),
                Map.of("MINIO_ROOT_USER", "apk8s", "MINIO_ROOT_PASSWORD", "apk8s-test-secret", "MINIO_BROWSER", "off",
                        "MINIO_PROMETHEUS_AUTH_TYPE", "public"),
                "http://" + address + "/minio/v2/metrics/cluster");
    }

    @Test
    void gethServesWhatIsAskedOfIt() throws IOException, InterruptedException {
        String port = Integer.toString(freePort());
        holds("geth",
                List.of(given("GETH_BIN"), "--dev", "--datadir", directory(), "--nodiscover", "--ipcdisable", "--port",
                        "0", "--authrpc.port", Integer.toString(freePort()), "--metrics", "--metrics.addr", "127.0.0.1",
                        "--metrics.port", port),
                Map.of(), "http://127.0.0.1:" + port + "/debug/metrics/prometheus");
    }

    private static void holds(String job, List<String> command, Map<String, String> environment, String address)
            throws IOException, InterruptedException {
        Watched watched = Watched.read().of(job);
        assertThat(watched.expressions()).isNotEmpty();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(Path.of("target", job + ".log").toFile());
        builder.environment().putAll(environment);
        Process engine = builder.start();
        try (HttpClient http = HttpClient.newHttpClient()) {
            Awaitility.await().atMost(LIMIT).ignoreExceptionsInstanceOf(IOException.class)
                    .untilAsserted(() -> assertThat(watched.missingFrom(Scrape.read(http
                            .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
                            .body()))).isEmpty());
        } finally {
            engine.destroyForcibly().waitFor();
        }
    }

    private static String given(String name) {
        String binary = System.getenv(name);
        assumeTrue(binary != null && !binary.isBlank(), name + " names no program: what is asked of it is not checked");
        return String.valueOf(binary);
    }

    private static String directory() throws IOException {
        return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "engine").toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
