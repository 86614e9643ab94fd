package dev.apk8s.benchmarks.mqtt;

import dev.apk8s.benchmarks.measure.Comparison;
import dev.apk8s.benchmarks.measure.Log;
import dev.apk8s.benchmarks.measure.Rounds;
import dev.apk8s.benchmarks.platform.Api;
import dev.apk8s.benchmarks.platform.Platform;
import dev.apk8s.benchmarks.platform.ServiceProcess;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Messages at QoS 1 until Kafka has them, against a subscriber of the same broker that only counts them. */
public final class MqttBenchmark {
    private static final double GOAL = 0.9;
    private static final int PUBLISHERS = 4;
    private static final int MESSAGES = 60_000;

    private MqttBenchmark() {}

    /** @param settings further environment variables of the service */
    public static List<Comparison> run(Platform platform, Map<String, String> settings, int rounds)
            throws InterruptedException {
        Map<String, String> edgeSettings = new HashMap<>(settings);
        edgeSettings.put("APK8S_INGEST_ROLES", "edge");
        // Answers the broker's questions while the edge that is measured does not run.
        Map<String, String> hooks = Map.of("APK8S_INGEST_ROLES", "edge", "APK8S_INGEST_MQTT_ENABLED", "false");
        try (ServiceProcess ingest = platform.ingest("hooks", hooks);
                Api api = new Api(platform);
                Log log = new Log(platform.export("kafka", "bootstrap-servers"))) {
            Map<String, String> devices = new LinkedHashMap<>();
            for (int i = 0; i < PUBLISHERS; i++) {
                String id = "bench-mqtt-" + i;
                devices.put(id, api.register(ingest, id));
            }
            String broker = platform.export("artemis", "mqtt-url");
            try (Publishers publishers = new Publishers(broker, devices)) {
                Edge edge = new Edge(platform, publishers, log, MESSAGES, edgeSettings);
                CountingSubscriber peer = new CountingSubscriber(broker, platform.secret("mqtt-platform"), publishers,
                        MESSAGES);
                Rounds result = Rounds.run(List.of(edge, peer), 0, rounds);
                return List.of(Comparison.of("MQTT QoS 1 to Kafka", GOAL, result, edge, peer, edge.peakMemory()));
            }
        }
    }
}
