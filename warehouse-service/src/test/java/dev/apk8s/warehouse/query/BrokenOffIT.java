package dev.apk8s.warehouse.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.apk8s.platform.house.Realm;
import dev.apk8s.warehouse.WarehouseIT;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Answers that do not come to their end, by the engine's fault or the client's. */
class BrokenOffIT extends WarehouseIT {
    /** More than the engine and the connection hold back, so that rows are on their way when it fails. */
    private static final String FAILS_LATE = """
            SELECT x, y, rpad('z', 1000, 'z') AS fill, 1 / (200 - x) AS q
            FROM UNNEST(sequence(1, 1000)) AS a(x) CROSS JOIN UNNEST(sequence(1, 1000)) AS b(y)""";

    @ParameterizedTest
    @ValueSource(strings = {"json", "ndjson", "csv", "arrow"})
    void aFailureAmongTheRowsCannotBeTakenForTheEnd(String format) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> answer = started(client, format, FAILS_LATE);
            assertThat(answer.statusCode()).isEqualTo(200);
            ByteArrayOutputStream tail = new ByteArrayOutputStream();
            assertThatThrownBy(() -> readToEnd(answer.body(), tail)).isInstanceOf(IOException.class);
            String end = tail.toString(StandardCharsets.UTF_8);
            if (format.endsWith("json")) {
                assertThat(end).contains("\"error\":{").contains("\"code\":\"QUERY_FAILED\"")
                        .contains("\"engineError\":\"DIVISION_BY_ZERO\"");
                assertThat(end.strip()).as("nothing follows the error").endsWith("}}").doesNotContain("\"timestamp\"");
            }
        }
    }

    @Test
    void aClientThatGoesAwayEndsTheQuery() throws IOException, InterruptedException {
        String query;
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> answer = started(client, "csv",
                    "SELECT a.* FROM tpch.sf1.lineitem a CROSS JOIN tpch.sf1.nation b");
            query = answer.headers().firstValue("Apk8s-Query").orElseThrow();
            assertThat(answer.body().readNBytes(100_000)).hasSize(100_000);
            answer.body().close();
            client.shutdownNow();
        }
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode seen = api().asUser("scientist").get(Queries.PATH + "/" + query).json();
            assertThat(seen.get("state").asString()).isEqualTo("FAILED");
            assertThat(seen.get("error").get("code").asString()).isEqualTo("QUERY_CANCELLED");
        });
    }

    private HttpResponse<InputStream> started(HttpClient client, String format, String sql)
            throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url() + Queries.PATH + "/results?format=" + format))
                .header("Authorization", "Bearer " + Realm.token("scientist"))
                .header("Content-Type", "application/json").timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(Queries.body(sql))).build(), BodyHandlers.ofInputStream());
    }

    /** Keeps the last few thousand bytes. */
    private static void readToEnd(InputStream body, ByteArrayOutputStream tail) throws IOException {
        byte[] buffer = new byte[8_192];
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            if (tail.size() > 100_000) {
                tail.reset();
            }
            tail.write(buffer, 0, read);
        }
    }
}
