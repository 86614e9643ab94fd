package dev.apk8s.local.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * Runs one Kafka node, broker and controller at once, on loopback. Its storage is formatted at the first start and kept
 * from then on.
 */
public final class KafkaEngine {
    private KafkaEngine() {}

    public static void main(String[] arguments) throws IOException {
        NodeSettings settings = NodeSettings.from(System.getenv());
        Path properties = settings.write();
        format(settings, properties);
        Thread.ofPlatform().daemon().name("readiness")
                .start(new Readiness(settings.bootstrapServers(), System.getenv("APK8S_READY_FILE")));
        Kafka.main(new String[]{properties.toString()});
    }

    private static void format(NodeSettings settings, Path properties) {
        if (Files.exists(settings.logDirectory().resolve("meta.properties"))) {
            return;
        }
        int failure = StorageTool.execute(new String[]{"format", "-t", Uuid.randomUuid().toString(), "-c",
                properties.toString(), "--ignore-formatted"}, System.out);
        if (failure != 0) {
            throw new IllegalStateException("Could not format Kafka's storage in " + settings.logDirectory());
        }
    }
}
