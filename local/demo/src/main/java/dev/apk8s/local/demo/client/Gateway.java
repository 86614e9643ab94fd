package dev.apk8s.local.demo.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The platform's REST API, called as a user. */
public final class Gateway {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Duration TRANSFER = Duration.ofMinutes(5);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http;
    private final String url;
    private final LogIn logIn;

    public Gateway(HttpClient http, String url, LogIn logIn) {
        this.http = http;
        this.url = url;
        this.logIn = logIn;
    }

    /** @throws DemoException unless the answer is 2xx */
    public JsonNode get(String path) throws InterruptedException {
        return send("GET", path, HttpRequest.BodyPublishers.noBody(), TIMEOUT);
    }

    /** What is there, if it is. */
    public Optional<JsonNode> find(String path) throws InterruptedException {
        HttpResponse<byte[]> response = exchange("GET", path, HttpRequest.BodyPublishers.noBody(), TIMEOUT);
        return response.statusCode() == 404
                ? Optional.empty()
                : Optional.of(JSON.readTree(checked("GET", path, response)));
    }

    /** @throws DemoException unless the answer is 2xx */
    public JsonNode post(String path, Object body, Duration timeout) throws InterruptedException {
        return send("POST", path, HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)), timeout);
    }

    /** @throws DemoException unless the answer is 2xx */
    public JsonNode post(String path, Object body) throws InterruptedException {
        return post(path, body, TIMEOUT);
    }

    /** @return whether there was something to delete */
    public boolean delete(String path) throws InterruptedException {
        HttpResponse<byte[]> response = exchange("DELETE", path, HttpRequest.BodyPublishers.noBody(), TIMEOUT);
        if (response.statusCode() == 404) {
            return false;
        }
        checked("DELETE", path, response);
        return true;
    }

    /** @throws DemoException unless the answer is 2xx */
    public JsonNode putJson(String path, Object body) throws InterruptedException {
        return send("PUT", path, HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)), TIMEOUT);
    }

    /** Posts a file's bytes, streamed; the answer may be any. */
    public Answer post(String path, Path file) throws InterruptedException {
        try {
            HttpRequest request = request(path, TRANSFER).header("Content-Type", "application/octet-stream")
                    .POST(HttpRequest.BodyPublishers.ofFile(file)).build();
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException away) {
            throw DemoException.notRunning("The gateway", url, away);
        }
    }

    /** What was answered, good or not. */
    public record Answer(int status, JsonNode body) {}

    /** Puts a file's bytes, streamed. */
    public JsonNode put(String path, Path file, String type) throws InterruptedException {
        try {
            HttpRequest request = request(path, TRANSFER).header("Content-Type", type)
                    .PUT(HttpRequest.BodyPublishers.ofFile(file)).build();
            return JSON.readTree(checked("PUT", path, http.send(request, HttpResponse.BodyHandlers.ofByteArray())));
        } catch (IOException away) {
            throw DemoException.notRunning("The gateway", url, away);
        }
    }

    /** Writes what a path answers with to a file, streamed. */
    public void download(String path, Path file) throws InterruptedException {
        try {
            HttpResponse<InputStream> response = http.send(request(path, TRANSFER).GET().build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw refused("GET", path, response.statusCode(), body.readNBytes(4096));
                }
                Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException away) {
            throw DemoException.notRunning("The gateway", url, away);
        }
    }

    /** Server-sent events, until the stream is closed. */
    public InputStream open(String path) throws InterruptedException {
        try {
            HttpResponse<InputStream> response = http.send(request(path, Duration.ofSeconds(30))
                    .header("Accept", "text/event-stream").GET().build(), HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                try (InputStream body = response.body()) {
                    throw refused("GET", path, response.statusCode(), body.readNBytes(4096));
                }
            }
            return response.body();
        } catch (IOException away) {
            throw DemoException.notRunning("The gateway", url, away);
        }
    }

    private JsonNode send(String method, String path, HttpRequest.BodyPublisher body, Duration timeout)
            throws InterruptedException {
        byte[] answer = checked(method, path, exchange(method, path, body, timeout));
        return answer.length == 0 ? JSON.nullNode() : JSON.readTree(answer);
    }

    private HttpResponse<byte[]> exchange(String method, String path, HttpRequest.BodyPublisher body, Duration timeout)
            throws InterruptedException {
        HttpRequest request = request(path, timeout).header("Content-Type", "application/json").method(method, body)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException away) {
            throw DemoException.notRunning("The gateway", url, away);
        }
    }

    private static byte[] checked(String method, String path, HttpResponse<byte[]> response) {
        if (response.statusCode() / 100 != 2) {
            throw refused(method, path, response.statusCode(), response.body());
        }
        return response.body();
    }

    private HttpRequest.Builder request(String path, Duration timeout) throws InterruptedException {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(timeout).header("Authorization",
                "Bearer " + logIn.token());
    }

    private static DemoException refused(String method, String path, int status, byte[] body) {
        return new DemoException(method + " " + path + " was answered " + status + problem(body));
    }

    /** What the problem document says, in the words of the platform. */
    private static String problem(byte[] body) {
        try {
            JsonNode problem = JSON.readTree(body);
            String text = (" " + problem.path("code").asString("") + ": " + problem.path("detail").asString(""))
                    .strip();
            return text.equals(":") ? "" : " " + text;
        } catch (JacksonException _) {
            return "";
        }
    }
}
