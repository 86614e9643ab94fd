package dev.apk8s.local.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine as the launcher runs it: a process of its own, killed without warning. */
class OpenSearchEngineIT {
    private final HttpClient http = HttpClient.newHttpClient();
    private final int httpPort = freePort();
    private final int transportPort = freePort();

    @Test
    void a_killed_node_comes_back_with_its_documents(@TempDir Path directory) throws Exception {
        Process first = start(directory);
        assertThat(call("PUT", "/_index_template/readings",
                "{\"index_patterns\":[\"readings-*\"],\"template\":{\"settings\":{\"number_of_replicas\":0}}}"))
                .contains("\"acknowledged\":true");
        assertThat(call("PUT", "/readings-1/_doc/1", "{\"device\":\"lab-d1\",\"temp\":51540}")).contains("created");
        assertThat(call("POST", "/readings-1/_update/1",
                "{\"script\":{\"source\":\"ctx._source.temp += params.more\",\"params\":{\"more\":1}}}"))
                .contains("updated");
        kill(first);

        Process second = start(directory);
        assertThat(call("GET", "/_cluster/health/readings-1?wait_for_status=green&timeout=30s", ""))
                .contains("\"timed_out\":false");
        assertThat(call("GET", "/readings-1/_doc/1", "")).contains("51541");
        kill(second);
    }

    private Process start(Path directory) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                OpenSearchEngine.class.getName());
        builder.environment()
                .putAll(Map.of("APK8S_OPENSEARCH_HTTP_PORT", Integer.toString(httpPort),
                        "APK8S_OPENSEARCH_TRANSPORT_PORT", Integer.toString(transportPort),
                        "APK8S_OPENSEARCH_DIRECTORY", directory.resolve("data").toString()));
        Path log = directory.resolve("log.txt");
        Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        await().atMost(Duration.ofSeconds(90)).ignoreExceptionsInstanceOf(IOException.class).until(() -> {
            assertThat(process.isAlive()).as(Files.readString(log, StandardCharsets.UTF_8)).isTrue();
            return call("GET", "/_cluster/health?wait_for_status=yellow&timeout=1s", "")
                    .contains("\"timed_out\":false");
        });
        return process;
    }

    private String call(String method, String path, String body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                        .timeout(Duration.ofSeconds(40))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString()).body();
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
