package dev.apk8s.chain.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.local.junit.OwnEngine;
import dev.apk8s.platform.house.Api.Answer;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Meters;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;

/** What goes wrong around a relay: the node, the fees, the account, its owner. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TroubleIT {
    private static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000);

    private final OwnChain chain;
    private final OwnEngine service;
    private final Api api;

    TroubleIT() throws IOException {
        chain = new OwnChain();
        service = chain
                .service(Map.of("APK8S_CHAIN_RELAY_REPRICEAFTER", "3s", "APK8S_CHAIN_RELAY_CONFIRMATIONS", "3"));
        api = OwnChain.api(service);
    }

    /** Each test begins on a quiet chain. */
    @BeforeEach
    void calm() {
        chain.rpc("evm_setIntervalMining", 1);
        chain.rpc("anvil_setNextBlockBaseFeePerGas", Numeric.encodeQuantity(GWEI));
        OwnChain.await().until(() -> baseFee().compareTo(GWEI) <= 0);
    }

    private BigInteger baseFee() {
        return Numeric
                .decodeQuantity(chain.rpc("eth_getBlockByNumber", "latest", false).path("baseFeePerGas").asString());
    }

    @AfterAll
    void end() {
        chain.close();
    }

    private String raw(String name, long nonce, long wei, BigInteger fee) {
        return Numeric.toHexString(TransactionEncoder.signMessage(RawTransaction.createTransaction(27587,
                BigInteger.valueOf(nonce), BigInteger.valueOf(21_000), OwnChain.RECEIVER, BigInteger.valueOf(wei), "",
                fee.min(GWEI.shiftLeft(1)), fee), 27587, OwnChain.credentials(name)));
    }

    private long count(String name, String at) {
        return Long.decode(
                chain.rpc("eth_getTransactionCount", OwnChain.credentials(name).getAddress(), at).asString());
    }

    @Test
    void theNodeIsAwayForHalfAMinute() {
        long before = chain.received();
        chain.anvil().stall();
        List<String> ids = IntStream.range(0, 10).mapToObj(i -> OwnChain.transfer(api, "away-" + i)).toList();
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        OwnChain.await().until(() -> Instant.now().isAfter(end));
        ids.forEach(id -> assertThat(OwnChain.state(api, id)).isEqualTo("ACCEPTED"));
        chain.anvil().resume();
        ids.forEach(id -> OwnChain.awaitState(api, id, "CONFIRMED"));
        assertThat(chain.received()).isEqualTo(before + ids.size());
    }

    @Test
    void aNonceIsUsedBySomebodyElse() {
        long before = chain.received();
        chain.rpc("evm_setIntervalMining", 0);
        try {
            String id = OwnChain.transfer(api, "taken");
            OwnChain.awaitState(api, id, "SUBMITTED");
            long nonce = OwnChain.transaction(api, id).path("nonce").asLong();
            // Pays far more: the node drops ours.
            chain.rpc("eth_sendRawTransaction", raw("platform", nonce, 100, GWEI.multiply(BigInteger.valueOf(150))));
            chain.rpc("anvil_mine", "0x1");
            chain.rpc("evm_setIntervalMining", 1);
            OwnChain.awaitState(api, id, "CONFIRMED");
            assertThat(OwnChain.transaction(api, id).path("nonce").asLong()).isGreaterThan(nonce);
            assertThat(chain.received()).isEqualTo(before + 101);
        } finally {
            chain.rpc("evm_setIntervalMining", 1);
        }
    }

    @Test
    void feesRiseAndAnotherPriceIsOffered() {
        OwnChain.awaitState(api, OwnChain.transfer(api, "before-rise"), "CONFIRMED");
        chain.rpc("evm_setIntervalMining", 0);
        String id = OwnChain.transfer(api, "rise");
        OwnChain.awaitState(api, id, "SUBMITTED");
        chain.rpc("anvil_setNextBlockBaseFeePerGas", Numeric.encodeQuantity(GWEI.multiply(BigInteger.valueOf(20))));
        chain.rpc("evm_setIntervalMining", 1);
        OwnChain.awaitState(api, id, "CONFIRMED");
        assertThat(OwnChain.transaction(api, id).path("hashes").size()).isGreaterThan(1);
    }

    @Test
    void aboveTheCeilingATransactionWaits() {
        chain.rpc("anvil_setNextBlockBaseFeePerGas", Numeric.encodeQuantity(GWEI.multiply(BigInteger.valueOf(600))));
        OwnChain.await().until(() -> baseFee().compareTo(GWEI.multiply(BigInteger.valueOf(210))) > 0);
        String id = OwnChain.transfer(api, "ceiling");
        OwnChain.await().until(() -> OwnChain.transaction(api, id).path("note").asString("").contains("costs more"));
        assertThat(OwnChain.state(api, id)).isEqualTo("QUEUED");
        OwnChain.awaitState(api, id, "CONFIRMED");
    }

    @Test
    void whatIsSentCanBeCancelledUntilABlockHasIt() {
        long before = chain.received();
        chain.rpc("evm_setIntervalMining", 0);
        String id = OwnChain.transfer(api, "cancelled");
        OwnChain.awaitState(api, id, "SUBMITTED");
        assertThat(api.post(OwnChain.PATH + "/" + id + "/cancel", "").status()).isEqualTo(202);
        String behind = OwnChain.transfer(api, "behind");
        OwnChain.awaitState(api, behind, "SUBMITTED");
        String hash = OwnChain.transaction(api, id).path("hash").asString();
        OwnChain.await().until(() -> chain.rpc("eth_getTransactionByHash", hash).isNull());
        chain.rpc("evm_setIntervalMining", 1);
        OwnChain.awaitState(api, id, "REPLACED");
        OwnChain.awaitState(api, behind, "CONFIRMED");
        assertThat(chain.received()).isEqualTo(before + 1);
        assertThat(api.post(OwnChain.PATH + "/" + id + "/cancel", "").code()).isEqualTo("TRANSACTION_FINISHED");
    }

    @Test
    void whatTheAccountCannotPayForWaitsAndHoldsNothingUp() {
        long wei = 1_000_000_000_000_000_000L;
        String poor = OwnChain.transfer(api, "poor-1", "reserve", 9 * wei);
        OwnChain.awaitState(api, poor, "CONFIRMED");
        Answer huge = api.post(OwnChain.PATH, "{\"signer\":\"reserve\",\"to\":\"" + OwnChain.RECEIVER
                + "\",\"value\":\"900000000000000000000000\"}");
        String id = huge.json().path("id").asString();
        OwnChain.await().until(() -> OwnChain.state(api, id).equals("QUEUED"));
        OwnChain.await().until(() -> Meters.of(Api.at(service.export("management-url")))
                .value("apk8s_chain_transactions_unfunded") == 1);
        OwnChain.awaitState(api, OwnChain.transfer(api, "poor-2", "reserve", 1), "CONFIRMED");
        assertThat(api.post(OwnChain.PATH + "/" + id + "/cancel", "").status()).isEqualTo(202);
        OwnChain.awaitState(api, id, "REPLACED");
    }

    @Test
    void whatTheChainWouldRefuseFailsWithTheReasonAndUsesNoNonce() {
        long before = count("reserve", "latest");
        Answer bad = api.post(OwnChain.PATH, "{\"signer\":\"reserve\",\"data\":\"0x60006000fd\"}");
        String id = bad.json().path("id").asString();
        OwnChain.awaitState(api, id, "FAILED");
        assertThat(OwnChain.transaction(api, id).path("note").asString()).contains("refuse");
        assertThat(count("reserve", "latest")).isEqualTo(before);
    }

    @Test
    void onePresignedIsTakenOnce() {
        long before = chain.received();
        OwnChain.awaitState(api, OwnChain.transfer(api, "before-presigned", "reserve", 1), "CONFIRMED");
        String signed = raw("reserve", count("reserve", "latest"), 5, GWEI.multiply(BigInteger.valueOf(100)));
        Answer first = api.post(OwnChain.PATH, "{\"raw\":\"" + signed + "\"}");
        assertThat(first.status()).as(first.text()).isEqualTo(202);
        String id = first.json().path("id").asString();
        assertThat(api.post(OwnChain.PATH, "{\"raw\":\"" + signed + "\"}").json().path("id").asString()).isEqualTo(id);
        OwnChain.awaitState(api, id, "CONFIRMED");
        OwnChain.awaitState(api, OwnChain.transfer(api, "after-presigned", "reserve", 1), "CONFIRMED");
        assertThat(chain.received()).isEqualTo(before + 7);
        assertThat(api.post(OwnChain.PATH, "{\"raw\":\"0x1234\"}").json().path("field").asString()).isEqualTo("raw");
        assertThat(api.post(OwnChain.PATH, "{\"raw\":\"" + signed + "\",\"value\":\"1\"}").json().path("field")
                .asString()).isEqualTo("raw");
    }

    @Test
    void aKeyMeansOneTransaction() {
        String id = OwnChain.transfer(api, "once");
        assertThat(OwnChain.transfer(api, "once")).isEqualTo(id);
        Answer other = api.with("Idempotency-Key", "once").post(OwnChain.PATH,
                "{\"to\":\"" + OwnChain.RECEIVER + "\",\"value\":\"2\"}");
        assertThat(other.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        OwnChain.transfer(api, "another");
        JsonNode page = api.get(OwnChain.PATH + "?limit=1").json();
        assertThat(page.path("transactions").size()).isEqualTo(1);
        assertThat(page.has("next")).isTrue();
    }
}
