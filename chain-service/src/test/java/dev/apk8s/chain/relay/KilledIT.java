package dev.apk8s.chain.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.chain.relay.NodeProxy.Trap;
import dev.apk8s.local.junit.OwnEngine;
import dev.apk8s.platform.house.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The service is killed, as by kill -9, at each step that a transaction makes. */
class KilledIT {
    private static final int TRANSFERS = 5;

    /** What the relay asks the node at each step: the moment before, and the moment after that. */
    private static final List<String> STEPS = List.of("eth_estimateGas", "eth_sendRawTransaction",
            "eth_getTransactionReceipt", "eth_getTransactionCount");

    @Test
    void aKillAtAnyStepNeitherLosesNorDoublesATransaction() throws IOException {
        try (OwnChain chain = new OwnChain(); NodeProxy proxy = new NodeProxy(chain.anvil().export("url"))) {
            OwnEngine service = chain.service(proxy.url(), Map.of("APK8S_CHAIN_RELAY_CONFIRMATIONS", "2"));
            Api api = OwnChain.api(service);
            List<String> ids = new ArrayList<>();
            for (String step : STEPS) {
                for (boolean after : new boolean[]{false, true}) {
                    proxy.set(new Trap(step, after, service::kill));
                    for (int i = 0; i < TRANSFERS; i++) {
                        String key = step + after + i;
                        handIn(service, api, key);
                    }
                    OwnChain.await().until(proxy::isSprung);
                    service.start();
                    // Asked for again, as a client does that had no answer, each is what it was.
                    for (int i = 0; i < TRANSFERS; i++) {
                        String id = OwnChain.transfer(api, step + after + i);
                        ids.add(id);
                        OwnChain.awaitState(api, id, "CONFIRMED");
                    }
                }
            }
            assertThat(ids).doesNotHaveDuplicates();
            assertThat(chain.received()).isEqualTo(ids.size());
            assertThat(chain.nonce()).isEqualTo(ids.size());
        }
    }

    /** The service may be killed while it answers. */
    private static void handIn(OwnEngine service, Api api, String key) {
        try {
            OwnChain.transfer(api, key);
        } catch (UncheckedIOException killed) {
            assertThat(killed).hasMessageContaining(service.export("url"));
        }
    }
}
