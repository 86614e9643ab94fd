package dev.apk8s.benchmarks.mqtt;

import dev.apk8s.benchmarks.measure.BenchmarkException;
import dev.apk8s.benchmarks.measure.Contender;
import dev.apk8s.benchmarks.measure.Log;
import dev.apk8s.benchmarks.platform.Platform;
import dev.apk8s.benchmarks.platform.ServiceProcess;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ingest service's MQTT edge, from the broker to Kafka. It runs for its own rounds only. */
final class Edge implements Contender {
    private static final String TOPIC = "sensor";
    private static final int WARM_UP = 40_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Platform platform;
    private final Publishers publishers;
    private final Log log;
    private final int count;
    private final Map<String, String> settings;
    private @Nullable ServiceProcess process;
    private long peakMemory;

    Edge(Platform platform, Publishers publishers, Log log, int count, Map<String, String> settings) {
        this.platform = platform;
        this.publishers = publishers;
        this.log = log;
        this.count = count;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "MQTT to Kafka, ingest-service";
    }

    long peakMemory() {
        return peakMemory;
    }

    @Override
    public void prepare() throws InterruptedException {
        ServiceProcess started = platform.furtherIngest("mqtt", settings);
        process = started;
        started.await("apk8s_ingest_mqtt_connected", 1);
        publishAndAwait(WARM_UP);
    }

    @Override
    public double round() throws InterruptedException {
        long begun = System.nanoTime();
        publishAndAwait(count);
        return count / ((System.nanoTime() - begun) / 1e9);
    }

    private void publishAndAwait(int messages) throws InterruptedException {
        long before = log.written(TOPIC);
        publishers.publish(messages);
        log.awaitWritten(TOPIC, before + messages, PATIENCE);
    }

    @Override
    public void finish() {
        ServiceProcess running = process;
        if (running == null) {
            throw new BenchmarkException("The edge does not run");
        }
        peakMemory = Math.max(peakMemory, running.peakMemory());
        running.close();
        process = null;
    }
}
