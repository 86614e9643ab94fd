package dev.apk8s.benchmarks.relay;

import dev.apk8s.benchmarks.measure.Comparison;
import dev.apk8s.benchmarks.measure.Rounds;
import dev.apk8s.benchmarks.platform.Api;
import dev.apk8s.benchmarks.platform.Platform;
import dev.apk8s.benchmarks.platform.ServiceProcess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Transfers of one account through the relay, until the node has taken the last, against raw sends to the same node. */
public final class RelayBenchmark {
    private static final double GOAL = 0.8;
    private static final int TRANSFERS = 4_000;
    private static final int TOGETHER = 20;
    /** The service has far more code to compile than its peers. */
    private static final int WARM_UPS = 5;
    private static final long BLOCK_GAS = 2_000_000_000;

    private RelayBenchmark() {}

    /** @param settings further environment variables of the service */
    public static List<Comparison> run(Platform platform, Map<String, String> settings, int rounds)
            throws InterruptedException {
        platform.alsoStart("anvil");
        Map<String, String> relay = new HashMap<>(settings);
        // All of a round may wait for one block: neither its size nor the number in flight is measured.
        relay.put("APK8S_CHAIN_RELAY_MAXINFLIGHT", Integer.toString(TRANSFERS));
        try (ServiceProcess service = platform.chain("relay", relay); Api api = new Api(platform)) {
            Chain chain = new Chain(api, platform.export("anvil", "url"));
            chain.makeRoom(BLOCK_GAS);
            String account = api.get(service.url() + "/api/v1/chain/signers/platform").path("address").asString("");
            RelayedSends ours = new RelayedSends(chain, service, api, account, TRANSFERS, 1);
            RelayedSends batches = new RelayedSends(chain, service, api, account, TRANSFERS, TOGETHER);
            RawSends peer = new RawSends("raw sends, signed as they go", chain, "1".repeat(64), TRANSFERS, false);
            RawSends signed = new RawSends("raw sends, signed before", chain, "2".repeat(64), TRANSFERS, true);
            Rounds result = Rounds.run(List.of(ours, batches, peer, signed), WARM_UPS, rounds);
            long memory = service.peakMemory();
            return List.of(Comparison.of("Transactions through the relay", GOAL, result, ours, peer, memory),
                    Comparison.of("Transactions through the relay, " + TOGETHER + " a request", GOAL, result, batches,
                            peer, memory),
                    Comparison.of("Transactions through the relay", 0, result, ours, signed, memory));
        }
    }

    /** A receiver that many have. */
    static String receiver(int i) {
        return "0x%040x".formatted(0xbe00000000L + i % 1_000);
    }
}
