package dev.apk8s.chain.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.local.junit.OwnEngine;
import dev.apk8s.platform.house.Api;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A thousand transfers of one account, with two replicas of which one is killed, and a reorganisation of three blocks. */
class ThousandIT {
    private static final int TRANSFERS = 1_000;

    @Test
    void noneIsMissingAndNoneIsThereTwice() throws IOException {
        try (OwnChain chain = new OwnChain()) {
            Map<String, String> settings = Map.of("APK8S_CHAIN_RELAY_MAXINFLIGHT", "150");
            OwnEngine first = chain.service(settings);
            OwnEngine second = chain.service(settings);
            List<Api> apis = List.of(OwnChain.api(first), OwnChain.api(second));
            List<String> ids = Together.map(IntStream.range(0, TRANSFERS).boxed().toList(),
                    i -> OwnChain.transfer(apis.get(i % 2), "transfer-" + i));

            OwnChain.await().until(() -> chain.received() > TRANSFERS / 5);
            chain.rpc("anvil_reorg", 3, List.of());
            OwnChain.await().until(() -> chain.received() > TRANSFERS / 3);
            first.kill();
            OwnChain.await().until(() -> chain.received() > TRANSFERS / 2);
            chain.rpc("anvil_reorg", 3, List.of());
            first.start();

            ids.forEach(id -> OwnChain.awaitState(apis.getLast(), id, "CONFIRMED"));
            Set<Long> nonces = new HashSet<>();
            for (String id : ids) {
                JsonNode transaction = OwnChain.transaction(apis.getFirst(), id);
                assertThat(nonces.add(transaction.path("nonce").asLong())).as(transaction.toString()).isTrue();
            }
            assertThat(ids).doesNotHaveDuplicates();
            assertThat(chain.received()).isEqualTo(TRANSFERS);
            assertThat(chain.nonce()).isEqualTo(TRANSFERS);
        }
    }
}
