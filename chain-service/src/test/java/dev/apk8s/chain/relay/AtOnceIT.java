package dev.apk8s.chain.relay;

import dev.apk8s.platform.house.Api;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AtOnceIT {
    @Test
    void whatComesIsSentLongBeforeTheNextTick() throws IOException {
        try (OwnChain chain = new OwnChain()) {
            Api api = OwnChain.api(chain.service(Map.of("APK8S_CHAIN_RELAY_TICK", "1h")));
            for (String key : List.of("first", "second", "third")) {
                OwnChain.awaitState(api, OwnChain.transfer(api, key), "SUBMITTED");
            }
        }
    }
}
