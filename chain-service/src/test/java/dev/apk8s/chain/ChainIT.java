package dev.apk8s.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.local.junit.Engines;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import dev.apk8s.platform.house.Realm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** The base of all tests of the whole service on the build's engines: one application for all of them. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
public abstract class ChainIT {
    protected static final String CHAIN = "/api/v1/chain";

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void engines(DynamicPropertyRegistry registry) {
        Engines.require("kafka", "keycloak", "anvil");
        registry.add("APK8S_ISSUER", Realm::issuer);
        registry.add("APK8S_KAFKA", () -> Engines.export("kafka", "bootstrap-servers"));
        registry.add("APK8S_CHAIN", () -> Engines.export("anvil", "url"));
        registry.add("APK8S_CHAIN_ACCOUNTS", () -> Engines.secret("chain-accounts"));
        registry.add("APK8S_KEYSTORE_PASSWORD", () -> Engines.secret("keystore"));
        registry.add("APK8S_KEYSTORE_DIRECTORY", ChainIT::keystore);
        registry.add("APK8S_LAKE", () -> Engines.export("lake-service", "url"));
        registry.add("apk8s.chain.relay.confirmations", () -> 2);
    }

    private static String keystore() {
        try {
            return Files.createTempDirectory("keystore").toString();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** The service, without credentials. */
    protected Api api() {
        return Api.at("http://127.0.0.1:" + port);
    }

    protected Api operator() {
        return api().asUser("operator");
    }

    protected static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    protected static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(200));
    }

    /** The transaction, once it is finished. */
    protected JsonNode finished(Answer accepted) {
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        String id = accepted.json().path("id").asString();
        await().until(() -> transaction(id).path("state").asString("").matches("CONFIRMED|REPLACED|FAILED"));
        return transaction(id);
    }

    protected JsonNode transaction(String id) {
        return operator().get(CHAIN + "/transactions/" + id).json();
    }
}
