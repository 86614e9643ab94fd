package dev.apk8s.local.anvil;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the node by JSON-RPC. */
final class Rpc implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final URI url;

    Rpc(int port) {
        this.url = URI.create("http://127.0.0.1:" + port);
    }

    JsonNode call(String method, Object... parameters) throws IOException, InterruptedException {
        byte[] body = JSON.writeValueAsBytes(
                Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", List.of(parameters)));
        byte[] answer = client.send(HttpRequest.newBuilder(url).timeout(LIMIT)
                .header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(body)).build(),
                BodyHandlers.ofByteArray()).body();
        JsonNode read = JSON.readTree(answer);
        if (read.has("error")) {
            throw new IOException(method + ": " + read.get("error"));
        }
        return read.path("result");
    }

    @Override
    public void close() {
        client.close();
    }
}
