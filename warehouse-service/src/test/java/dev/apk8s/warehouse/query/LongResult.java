package dev.apk8s.warehouse.query;

import dev.apk8s.platform.house.Realm;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A result of any length, which is counted and not kept. */
final class LongResult {
    private LongResult() {}

    static long bytes(String url, String format, String sql) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create(url + Queries.PATH + "/results?format=" + format))
                            .header("Authorization", "Bearer " + Realm.token("viewer"))
                            .header("Content-Type", "application/json").timeout(Duration.ofSeconds(60))
                            .POST(HttpRequest.BodyPublishers.ofString(Queries.body(sql))).build(),
                    BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("Answered " + answer.statusCode());
            }
            long bytes = 0;
            byte[] buffer = new byte[64 * 1024];
            try (InputStream body = answer.body()) {
                for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                    bytes += read;
                }
            }
            return bytes;
        }
    }
}
