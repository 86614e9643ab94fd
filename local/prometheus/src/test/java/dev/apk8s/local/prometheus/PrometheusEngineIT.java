package dev.apk8s.local.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.apk8s.local.junit.OwnEngine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PrometheusEngineIT {
    @Test
    void itHasTheRulesOfTheChartAndLooksForTheServices() throws IOException, InterruptedException {
        assumeTrue(Stream.of(System.getenv("PATH").split(":")).anyMatch(directory -> Files.isExecutable(
                Path.of(directory, "prometheus"))),
                "prometheus is not installed: Debian's package of that name has it");
        try (OwnEngine prometheus = OwnEngine.start("prometheus")) {
            assertThat(get(prometheus, "/api/v1/rules")).contains("Apk8sServiceDown")
                    .doesNotContain("\"health\":\"err\"");
            // It is ready before it has read whom it is to ask.
            await().untilAsserted(() -> assertThat(get(prometheus, "/api/v1/targets")).contains("ingest-service")
                    .contains("keycloak"));
        }
    }

    private static String get(OwnEngine prometheus, String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(prometheus.export("url") + path)).build(),
                    BodyHandlers.ofString()).body();
        }
    }
}
