package dev.apk8s.ingest.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.apk8s.local.junit.EngineException;
import dev.apk8s.local.junit.OwnEngine;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Meters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The service as it is delivered, its beans prepared by the build: what an instance does is decided when it starts. */
class RolesIT {
    private static final String OF_THE_EDGE = "apk8s_ingest_mqtt_connected";
    private static final String OF_THE_INDEXER = "apk8s_ingest_indexer_documents_total";
    private static final OwnEngine KAFKA = OwnEngine.prepare("kafka");

    @BeforeAll
    static void start() {
        KAFKA.start();
    }

    @AfterAll
    static void stop() {
        KAFKA.close();
    }

    @Test
    void anIndexerTalksToNoBroker() throws IOException {
        try (OwnEngine ingest = ingest("indexer").start()) {
            assertThat(Files.readString(ingest.log())).contains("Starting AOT-processed IngestApplication");
            assertThat(meters(ingest)).matches(meters -> meters.has(OF_THE_INDEXER))
                    .matches(meters -> !meters.has(OF_THE_EDGE));
        }
    }

    @Test
    void anEdgeIndexesNothingAndDoesWithoutABrokerIfItShall() {
        try (OwnEngine ingest = ingest("edge").environment("APK8S_INGEST_MQTT_ENABLED", "false").start()) {
            assertThat(meters(ingest)).matches(meters -> !meters.has(OF_THE_INDEXER))
                    .matches(meters -> !meters.has(OF_THE_EDGE));
            assertThat(Api.at(ingest.export("url")).asUser("viewer").get("/api/v1/streams").status()).isEqualTo(200);
        }
    }

    @Test
    void tracesGoToTheCollectorThatIsNamedAtTheStart() throws IOException {
        Queue<String> exported = new ConcurrentLinkedQueue<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            exported.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        try (OwnEngine ingest = ingest("flows").environment("APK8S_TRACE_SAMPLING", "1")
                .environment("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT",
                        "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces")
                .start()) {
            assertThat(Api.at(ingest.export("url")).asUser("viewer").get("/api/v1/streams").status()).isEqualTo(200);
            await().atMost(Duration.ofSeconds(30)).until(() -> exported.contains("POST /v1/traces"));
        } finally {
            collector.stop(0);
        }
    }

    @Test
    void aRoleThatIsNoneIsRefused() throws IOException {
        try (OwnEngine ingest = ingest("edge, janitor")) {
            assertThatThrownBy(ingest::start).isInstanceOf(EngineException.class);
            assertThat(Files.readString(ingest.log())).contains("apk8s.ingest.roles: [janitor] are no roles");
        }
    }

    @Test
    void aStartThatIsRecordedEndsByItselfAndNeedsNobody() throws IOException {
        try (OwnEngine ingest = ingest("edge, indexer, flows").environment("APK8S_KAFKA", "127.0.0.1:9")
                .environment("APK8S_START_RECORDING", "true")) {
            assertThatThrownBy(ingest::start).isInstanceOf(EngineException.class)
                    .hasMessageContaining("it ended with exit code 0");
            assertThat(Files.readString(ingest.log())).contains("Tomcat started on port")
                    .doesNotContain("Started IngestApplication");
        }
    }

    private static OwnEngine ingest(String roles) {
        return OwnEngine.prepare("ingest-service").using(KAFKA).environment("APK8S_ROLES", roles);
    }

    private static Meters meters(OwnEngine ingest) {
        return Meters.of(Api.at(ingest.export("management-url")));
    }
}
