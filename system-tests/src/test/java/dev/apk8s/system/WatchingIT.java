package dev.apk8s.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.local.junit.Engines;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Every metric and label that a rule or a panel names is served by the running services, after they were used as their
 * users use them.
 */
class WatchingIT {
    private static final List<String> SERVICES = List.of("lake-service", "warehouse-service", "chain-service",
            "ml-service", "ingest-service", "gateway");
    private static final Duration LIMIT = Duration.ofSeconds(90);
    /**
     * What the loop does not come by, or takes away in its end: an object that a processor takes, a snapshot, a reading for
     * a flow, an event that no stream takes, a query.
     */
    private static final String REST = """
            set -euo pipefail
            TOKEN="Authorization: Bearer $(./apk8s token operator)"
            JSON='Content-Type: application/json'
            echo a,b | curl -sS --fail-with-body -T - "$API/api/v1/lake/buckets/upload/objects/watched-$RANDOM.csv" -H "$TOKEN"
            curl -sS --fail-with-body "$API/api/v1/lake/snapshots" -H "$TOKEN" -H "$JSON" -d "{\\"stream\\":\\"sensor\\",\\"format\\":\\"csv\\",\\"from\\":\\"$FROM\\"}"
            curl -sS --fail-with-body "$API/api/v1/streams/sensor-raw/events" -H "$TOKEN" -H "$JSON" -d '{"device":"watched","temp":51540}'
            curl -sS "$API/api/v1/streams/sensor/events" -H "$TOKEN" -H "$JSON" -d '{"temp":}'
            curl -sS --fail-with-body "$API/api/v1/warehouse/queries" -H "$TOKEN" -H "$JSON" -d '{"sql":"SELECT 1"}'
            curl -sS --fail-with-body "http://127.0.0.1:$INGEST/internal/mqtt/auth" -H "Authorization: Bearer $HOOK" \\
              -H "$JSON" -d '{"username":"nobody","password":"wrong","clientid":"watched"}'
            """;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void whatRulesAndPanelsAskForIsServed() throws IOException, InterruptedException {
        Watched watched = Watched.read();
        assertThat(watched.expressions()).hasSizeGreaterThan(150)
                .allSatisfy(expression -> assertThat(expression.read().wrong()).as(expression.place()).isNull());
        try (Platform platform = Platform.start(SERVICES.toArray(String[]::new))) {
            Guide.page("docs/closed-loop.md").run(platform);
            Platform.Finished rest = platform.run("bash", "-c",
                    "export INGEST=" + Engines.port("ingest-service", "http")
                            + " HOOK=" + Engines.secret("broker-hook") + " FROM="
                            + Instant.now().minus(Duration.ofHours(1))
                            + "\n" + REST);
            assertThat(rest.status()).as(rest.output()).isZero();
            Awaitility.await().atMost(LIMIT).untilAsserted(
                    () -> assertThat(watched.of("apk8s").missingFrom(scrape(SERVICES, "/actuator/prometheus")))
                            .isEmpty());
        }
    }

    @Test
    void whatIsAskedOfTheIdentityProviderIsServed() throws IOException, InterruptedException {
        Engines.require("keycloak");
        assertThat(Watched.read().of("keycloak").missingFrom(scrape(List.of("keycloak"), "/metrics"))).isEmpty();
    }

    private Scrape scrape(List<String> components, String path) {
        return new Scrape(components.stream().flatMap(component -> samples(component, path)).toList());
    }

    private Stream<Scrape.Sample> samples(String component, String path) {
        URI address = URI.create(Objects.requireNonNull(Engines.export(component, "management-url")) + path);
        try {
            return Scrape.read(http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body())
                    .samples().stream();
        } catch (IOException away) {
            throw new IllegalStateException(address + " does not answer", away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
