package dev.apk8s.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.local.junit.Engines;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Realm;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The base of all tests of the whole service on the build's engines: one application for all of them. Tests keep apart
 * by the names of their buckets and keys.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class LakeIT {
    @LocalServerPort
    private int port;
    @Autowired
    private Environment environment;

    @DynamicPropertySource
    static void engines(DynamicPropertyRegistry registry) {
        Engines.require("kafka", "opensearch", "keycloak", "artemis");
        registry.add("management.server.port", () -> "0");
        registry.add("APK8S_ISSUER", Realm::issuer);
        registry.add("APK8S_KAFKA", () -> Engines.export("kafka", "bootstrap-servers"));
        registry.add("APK8S_SEARCH", () -> Engines.export("opensearch", "url"));
        registry.add("APK8S_MQTT_URL", () -> Engines.export("artemis", "mqtt-url"));
        registry.add("APK8S_MQTT_PASSWORD", () -> Engines.secret("mqtt-lake"));
        registry.add("APK8S_TRACE_SAMPLING", () -> "1.0");
        registry.add("apk8s.lake.reconcile.grace", () -> "0s");
        registry.add("apk8s.lake.uploads.slow-for", () -> "8s");
        StoreUnderTest.register(registry);
    }

    /** The service, without credentials. */
    protected final Api api() {
        return Api.at("http://127.0.0.1:" + port);
    }

    protected final int port() {
        return port;
    }

    /** Health and metrics, which listen on a port of their own. */
    protected final Api management() {
        return Api.at("http://127.0.0.1:" + environment.getRequiredProperty("local.management.port"));
    }

    /** A new bucket of the default tenant. */
    protected final String bucket() {
        String name = unique("test");
        Api.Answer made = api().asUser("admin").post("/api/v1/lake/buckets", "{\"name\":\"" + name + "\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return name;
    }

    /** The path of an object. */
    protected static String object(String bucket, String key) {
        return "/api/v1/lake/buckets/" + bucket + "/objects/" + key;
    }

    /** A name that no other test has, and that a bucket may have. */
    protected static String unique(String prefix) {
        return prefix + "-" + Long.toString(System.nanoTime(), 36);
    }
}
