package dev.apk8s.chain.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.local.junit.Engines;
import dev.apk8s.local.junit.OwnEngine;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.web3j.crypto.Credentials;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A chain, a log and services of one test. What is on the log decides what a relay does, so the log is its own, too. */
final class OwnChain implements AutoCloseable {
    static final String PATH = "/api/v1/chain/transactions";
    static final String RECEIVER = "0x00000000000000000000000000000000000c0ffe";
    private static final JsonMapper JSON = new JsonMapper();

    private final OwnEngine kafka = OwnEngine.prepare("kafka");
    private final OwnEngine anvil = OwnEngine.prepare("anvil");
    private final Path keystore;
    private final List<OwnEngine> services = new ArrayList<>();

    OwnChain() throws IOException {
        keystore = Files.createTempDirectory("keystore");
        OwnEngine.startAll(kafka, anvil);
    }

    OwnEngine anvil() {
        return anvil;
    }

    OwnEngine service(Map<String, String> settings) {
        return service(anvil.export("url"), settings);
    }

    OwnEngine service(String node, Map<String, String> settings) {
        OwnEngine service = OwnEngine.prepare("chain-service").using(kafka, anvil).override("anvil.url", node)
                .environment("APK8S_KEYSTORE_DIRECTORY", keystore.toString())
                // It starts many times and does little.
                .environment("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
        settings.forEach(service::environment);
        services.add(service);
        return service.start();
    }

    static Api api(OwnEngine service) {
        return Api.at(service.export("url")).asUser("operator");
    }

    /** The id. */
    static String transfer(Api api, String key) {
        return transfer(api, key, "platform", 1);
    }

    static String transfer(Api api, String key, String signer, long wei) {
        String body = "{\"signer\":\"" + signer + "\",\"to\":\"" + RECEIVER + "\",\"value\":\"" + wei + "\"}";
        Api keyed = api.with("Idempotency-Key", key);
        ConditionFactory patience = Awaitility.await().atMost(Duration.ofMinutes(1)).pollDelay(Duration.ZERO);
        // On a busy machine the log may be slow: with its key, the same request may come again.
        Answer answer = patience.until(() -> keyed.post(PATH, body), answered -> answered.status() != 503);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer.json().path("id").asString();
    }

    static JsonNode transaction(Api api, String id) {
        return api.get(PATH + "/" + id).json();
    }

    static String state(Api api, String id) {
        return transaction(api, id).path("state").asString();
    }

    static void awaitState(Api api, String id, String state) {
        await().untilAsserted(() -> assertThat(state(api, id)).as(transaction(api, id).toString()).isEqualTo(state));
    }

    static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofMinutes(2)).pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptionsInstanceOf(UncheckedIOException.class);
    }

    JsonNode rpc(String method, Object... parameters) {
        Answer answer = Api.at(anvil.export("url")).post("", JSON.writeValueAsString(
                Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", List.of(parameters))));
        assertThat(answer.json().has("error")).as(answer.text()).isFalse();
        return answer.json().path("result");
    }

    long received() {
        return Long.decode(rpc("eth_getBalance", RECEIVER, "latest").asString());
    }

    long nonce() {
        return Long.decode(rpc("eth_getTransactionCount", credentials("platform").getAddress(), "latest").asString());
    }

    /** The key of an account that has ether, with which a test acts behind the service's back. */
    static Credentials credentials(String name) {
        try {
            return Credentials.create(new BigInteger(1, MessageDigest.getInstance("SHA-256").digest(
                    (name + ":" + Engines.secret("chain-accounts")).getBytes(StandardCharsets.UTF_8))).toString(16));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        services.forEach(OwnEngine::close);
        anvil.close();
        kafka.close();
    }
}
