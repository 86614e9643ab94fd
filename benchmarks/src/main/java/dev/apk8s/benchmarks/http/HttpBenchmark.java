package dev.apk8s.benchmarks.http;

import dev.apk8s.benchmarks.measure.Comparison;
import dev.apk8s.benchmarks.measure.Log;
import dev.apk8s.benchmarks.measure.Rounds;
import dev.apk8s.benchmarks.platform.Api;
import dev.apk8s.benchmarks.platform.Platform;
import dev.apk8s.benchmarks.platform.ServiceProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Batches of events over HTTP, with the edge alone running, against Kafka's own producer test on the same broker. */
public final class HttpBenchmark {
    private static final double GOAL = 0.6;
    private static final int EVENTS = 400_000;
    private static final int WARM_UPS = 2;

    private HttpBenchmark() {}

    /** @param settings further environment variables of the service */
    public static List<Comparison> run(Platform platform, Map<String, String> settings, int rounds)
            throws InterruptedException {
        String kafka = platform.export("kafka", "bootstrap-servers");
        Map<String, String> edge = new java.util.HashMap<>(settings);
        edge.put("APK8S_INGEST_ROLES", "edge");
        try (ServiceProcess ingest = platform.ingest("http", edge);
                Api api = new Api(platform);
                Log log = new Log(kafka)) {
            log.createTopic(ProducerTest.TOPIC, 3);
            log.createTopic(BareProducer.TOPIC, 3);
            List<BatchSender.Device> devices = new ArrayList<>();
            for (int i = 0; i < BatchSender.CONNECTIONS; i++) {
                String id = "bench-http-" + i;
                devices.add(new BatchSender.Device(id, api.register(ingest, id)));
            }
            int batches = EVENTS / BatchSender.BATCH;
            BatchSender direct = new BatchSender("HTTP, ingest-service", ingest.url(), "sensor", devices, true,
                    batches);
            BatchSender listed = new BatchSender("HTTP, ingest-service, ids listed", ingest.url(), "sensor", devices,
                    false, batches);
            BatchSender gateway = new BatchSender("HTTP, gateway", platform.export("gateway", "url"), "sensor",
                    devices, true, batches);
            ProducerTest peer = new ProducerTest(kafka, EVENTS);
            BareProducer same = new BareProducer(log, EVENTS);
            Rounds result = Rounds.run(List.of(direct, peer, same, listed, gateway), WARM_UPS, rounds);
            long memory = ingest.peakMemory();
            return List.of(
                    Comparison.of("HTTP batches to ingest-service, `Prefer: return=minimal`", GOAL, result, direct,
                            peer, memory),
                    Comparison.of("HTTP batches to ingest-service, `Prefer: return=minimal`", 0, result, direct, same,
                            memory),
                    Comparison.of("HTTP batches to ingest-service, every id in the answer", 0, result, listed, peer,
                            memory),
                    Comparison.of("HTTP batches through the gateway, `Prefer: return=minimal`", 0, result, gateway,
                            peer, memory));
        }
    }
}
