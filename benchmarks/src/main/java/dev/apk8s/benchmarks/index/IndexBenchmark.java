package dev.apk8s.benchmarks.index;

import dev.apk8s.benchmarks.measure.Comparison;
import dev.apk8s.benchmarks.measure.Log;
import dev.apk8s.benchmarks.measure.Rounds;
import dev.apk8s.benchmarks.platform.Api;
import dev.apk8s.benchmarks.platform.Platform;
import dev.apk8s.benchmarks.platform.ServiceProcess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Events that are in the log until the index has them, against bulk bodies that were built before. */
public final class IndexBenchmark {
    private static final double GOAL = 0.8;
    private static final int EVENTS = 100_000;
    private static final int WARM_UPS = 1;

    private IndexBenchmark() {}

    /** @param settings further environment variables of the service */
    public static List<Comparison> run(Platform platform, Map<String, String> settings, int rounds)
            throws InterruptedException {
        Map<String, String> roles = new HashMap<>(settings);
        roles.put("APK8S_INGEST_ROLES", "indexer");
        String engine = platform.export("opensearch", "url");
        try (ServiceProcess ingest = platform.ingest("index", roles);
                Api api = new Api(platform);
                Log log = new Log(platform.export("kafka", "bootstrap-servers"))) {
            Material material = Material.of(EVENTS);
            Indexing ours = new Indexing(ingest, api, log, engine, material);
            BareBulks peer = new BareBulks(engine, material);
            Rounds result = Rounds.run(List.of(ours, peer), WARM_UPS, rounds);
            return List.of(Comparison.of("Indexer, from Kafka to the index", GOAL, result, ours, peer,
                    ingest.peakMemory()));
        }
    }
}
