package dev.apk8s.local.anvil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.time.Duration;

import dev.apk8s.local.junit.Engines;
import dev.apk8s.local.junit.OwnEngine;
import org.junit.jupiter.api.Test;

class AnvilEngineIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void two_accounts_have_ether_and_a_block_comes_each_second() throws Exception {
        try (OwnEngine anvil = OwnEngine.start("anvil"); Rpc rpc = new Rpc(anvil.port("rpc"))) {
            assertThat(rpc.call("eth_chainId").asString()).isEqualTo("0x6bc3");
            String secret = Engines.secret("chain-accounts");
            assertThat(balance(rpc, Account.FUNDED.getFirst().address(secret))).isEqualTo("0x56bc75e2d63100000");
            assertThat(balance(rpc, Account.FUNDED.getLast().address(secret))).isEqualTo("0xad78ebc5ac6200000");
            long head = head(rpc);
            await().atMost(LIMIT).until(() -> head(rpc) >= head + 2);
            assertThat(rpc.call("eth_accounts").size()).as("no keys that everybody knows").isZero();
        }
    }

    @Test
    void the_chain_goes_on_after_a_stop_and_after_a_kill() throws Exception {
        try (OwnEngine anvil = OwnEngine.start("anvil"); Rpc rpc = new Rpc(anvil.port("rpc"))) {
            String account = "0x00000000000000000000000000000000000a11ce";
            rpc.call("anvil_setBalance", account, "0x2a");
            long head = head(rpc);
            String hash = hash(rpc, head);
            anvil.restart();
            assertThat(head(rpc)).isGreaterThanOrEqualTo(head);
            assertThat(hash(rpc, head)).isEqualTo(hash);
            assertThat(balance(rpc, account)).isEqualTo("0x2a");
            anvil.kill();
            anvil.start();
            assertThat(hash(rpc, head)).isEqualTo(hash);
            assertThat(balance(rpc, account)).isEqualTo("0x2a");
        }
    }

    @Test
    void it_can_be_stalled() throws Exception {
        try (OwnEngine anvil = OwnEngine.start("anvil"); Rpc rpc = new Rpc(anvil.port("rpc"))) {
            anvil.stall();
            assertThatThrownBy(() -> rpc.call("eth_chainId")).isInstanceOf(HttpTimeoutException.class);
            anvil.resume();
            assertThat(rpc.call("eth_chainId").asString()).isEqualTo("0x6bc3");
        }
    }

    @Test
    void the_binary_is_installed_once() throws Exception {
        OwnEngine.start("anvil").close();
        try (OwnEngine anvil = OwnEngine.start("anvil")) {
            assertThat(Files.readString(anvil.log())).doesNotContain("Fetching");
        }
    }

    private static long head(Rpc rpc) throws IOException, InterruptedException {
        return Long.decode(rpc.call("eth_blockNumber").asString());
    }

    private static String hash(Rpc rpc, long number) throws IOException, InterruptedException {
        return rpc.call("eth_getBlockByNumber", "0x" + Long.toHexString(number), false).path("hash").asString();
    }

    private static String balance(Rpc rpc, String address) throws IOException, InterruptedException {
        return rpc.call("eth_getBalance", address, "latest").asString();
    }
}
