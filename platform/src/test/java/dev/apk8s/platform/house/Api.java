package dev.apk8s.platform.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls a service as a client does: over HTTP, with JSON. */
public final class Api {
    private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final String base;
    private final Map<String, String> headers;

    private Api(String base, Map<String, String> headers) {
        this.base = base;
        this.headers = headers;
    }

    /** What came back. */
    public record Answer(int status, HttpHeaders headers, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return JSON.readTree(body);
        }

        /** The problem's code, or an empty text. */
        public String code() {
            return headers.firstValue("content-type").orElse("").contains("problem+json")
                    ? json().path("code").asString("")
                    : "";
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    /** Without credentials. */
    public static Api at(String base) {
        return new Api(base, Map.of());
    }

    public Api as(String token) {
        return with("Authorization", "Bearer " + token);
    }

    public Api asUser(String user) {
        return as(Realm.token(user));
    }

    public Api asDevice(String device, String secret) {
        return with("Authorization", "Basic "
                + Base64.getEncoder().encodeToString((device + ":" + secret).getBytes(StandardCharsets.UTF_8)));
    }

    public Api with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Api(base, more);
    }

    public Answer get(String path) {
        return send("GET", path, "", new byte[0]);
    }

    public Answer delete(String path) {
        return send("DELETE", path, "", new byte[0]);
    }

    public Answer post(String path, String json) {
        return send("POST", path, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    public Answer send(String method, String path, String contentType, byte[] body) {
        return send(method, path, contentType,
                body.length == 0 ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
    }

    /** As the others, with a body that is made while it is sent. */
    public Answer send(String method, String path, String contentType, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(LIMIT).method(method,
                body);
        headers.forEach(request::header);
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        try {
            var answer = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(method + " " + base + path, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
