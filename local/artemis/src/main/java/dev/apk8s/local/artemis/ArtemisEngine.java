package dev.apk8s.local.artemis;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Runs the MQTT broker and its administration on loopback until the process is told to stop. */
public final class ArtemisEngine {
    private ArtemisEngine() {}

    public static void main(String[] arguments) throws Exception {
        BrokerSettings settings = BrokerSettings.from(System.getenv());
        Broker broker = new Broker(settings);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            broker.close();
            stopped.countDown();
        }));
        broker.start();
        ConnectProbe.connect(settings.mqttPort(), settings.platformPasswords().getOrDefault(PlatformUser.INGEST, ""),
                Duration.ofSeconds(10));
        announce();
        stopped.await();
    }

    private static void announce() throws Exception {
        String announcement = System.getenv("APK8S_READY_FILE");
        if (announcement != null) {
            Files.writeString(Path.of(announcement), "ready\n");
        }
    }
}
