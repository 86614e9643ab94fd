package dev.apk8s.benchmarks.platform;

import dev.apk8s.benchmarks.measure.BenchmarkException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The platform's API as its admin calls it, to make what a benchmark needs. */
public final class Api implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Platform platform;

    public Api(Platform platform) {
        this.platform = platform;
    }

    /** Registers a device; gives its secret. */
    public String register(ServiceProcess ingest, String device) throws InterruptedException {
        return call("POST", ingest.url() + "/api/v1/devices", Map.of("id", device)).path("secret").asString("");
    }

    public void declareStream(ServiceProcess ingest, String name) throws InterruptedException {
        call("POST", ingest.url() + "/api/v1/streams",
                Map.of("name", name, "partitions", 3, "retention", "PT24H", "indexPattern", name + "-{yyyy.MM.dd}"));
    }

    /** What a service tells. */
    public JsonNode get(String url) throws InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token()));
    }

    private JsonNode call(String method, String url, Object body) throws InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    }

    /** A call without a token, as the engines take it. */
    public JsonNode engine(String method, String url, Object body) throws InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "application/json").method(method,
                body.equals("")
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    }

    /** A token of the administrator. */
    public String token() throws InterruptedException {
        String form = Map.of("grant_type", "password", "client_id", "apk8s-cli", "username", "admin", "password",
                platform.secret("user-admin")).entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest
                .newBuilder(URI.create(platform.export("keycloak", "issuer") + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))).path("access_token").asString("");
    }

    private JsonNode send(HttpRequest.Builder builder) throws InterruptedException {
        HttpRequest request = builder.timeout(TIMEOUT).build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new BenchmarkException(request + " was answered " + response.statusCode() + " "
                        + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException fault) {
            throw new BenchmarkException(request + " failed", fault);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
