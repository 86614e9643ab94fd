package dev.apk8s.local.trino;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Statements as one session user. */
record Sql(String url, String user) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    /** The rows, values joined by bars; or one text that begins with the name of the error. */
    List<String> run(String sql) {
        List<String> rows = new ArrayList<>();
        JsonNode answer = send(HttpRequest.newBuilder(URI.create(url + "/v1/statement"))
                .POST(HttpRequest.BodyPublishers.ofString(sql)));
        while (true) {
            answer.path("data").forEach(row -> rows.add(String.join("|",
                    row.valueStream().map(value -> value.isNull() ? "null" : value.asString()).toList())));
            if (answer.has("error")) {
                return List.of(answer.path("error").path("errorName").asString() + ": "
                        + answer.path("error").path("message").asString());
            }
            if (!answer.has("nextUri")) {
                return rows;
            }
            answer = send(HttpRequest.newBuilder(URI.create(answer.path("nextUri").asString())).GET());
        }
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            return JSON.readTree(HTTP.send(request.header("X-Presto-User", user).build(), BodyHandlers.ofString())
                    .body());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
