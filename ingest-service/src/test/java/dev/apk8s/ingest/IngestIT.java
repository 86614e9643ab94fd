package dev.apk8s.ingest;

import dev.apk8s.local.junit.Engines;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Realm;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The base of all tests of the whole service on the build's engines: one application for all of them, on the port that
 * the broker calls. Tests keep apart by the names of their streams and devices.
 */
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT)
public abstract class IngestIT {
    @DynamicPropertySource
    static void engines(DynamicPropertyRegistry registry) {
        Engines.require("kafka", "opensearch", "keycloak", "artemis");
        registry.add("APK8S_HTTP_PORT", () -> Engines.port("ingest-service", "http"));
        registry.add("APK8S_MANAGEMENT_PORT", () -> Engines.port("ingest-service", "management"));
        registry.add("APK8S_ISSUER", Realm::issuer);
        registry.add("APK8S_KAFKA", () -> Engines.export("kafka", "bootstrap-servers"));
        registry.add("APK8S_SEARCH", () -> Engines.export("opensearch", "url"));
        registry.add("APK8S_MQTT_URL", () -> Engines.export("artemis", "mqtt-url"));
        registry.add("APK8S_MQTT_PASSWORD", () -> Engines.secret("mqtt-platform"));
        registry.add("APK8S_BROKER_ADMIN", () -> Engines.export("artemis", "admin-url"));
        registry.add("APK8S_BROKER_HOOK", () -> Engines.secret("broker-hook"));
        registry.add("APK8S_SPANS", () -> "spans");
        registry.add("APK8S_CLIENT_SECRET", () -> Engines.secret("client-ingest"));
        registry.add("APK8S_CHAIN_SERVICE", Targets::url);
        registry.add("APK8S_ML", Targets::url);
        registry.add("APK8S_WAREHOUSE", Targets::url);
        registry.add("APK8S_OUTBOUND_ALLOWED", () -> "127.0.0.1");
        registry.add("apk8s.ingest.flows.max-flows", () -> "1000");
        // A client that is gone is found out by it.
        registry.add("apk8s.ingest.live.heartbeat", () -> "2s");
        registry.add("APK8S_TRACE_SAMPLING", () -> "1.0");
    }

    /** The service, without credentials. */
    protected static Api api() {
        return Api.at("http://127.0.0.1:" + Engines.port("ingest-service", "http"));
    }

    /** A name that no other test has. */
    protected static String unique(String prefix) {
        return prefix + "-" + Long.toString(System.nanoTime(), 36);
    }
}
