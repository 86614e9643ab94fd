package dev.apk8s.local.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine as the launcher runs it: a process of its own, killed without warning. */
class KilledBrokerIT {
    private static final String PASSWORD = "secret";
    private static final String PLATFORM_PASSWORD = "the-platform's-own";

    private final int mqttPort = Ports.free();
    private final int adminPort = Ports.free();

    @Test
    void what_was_acknowledged_is_there_after_a_kill(@TempDir Path directory) throws Exception {
        String session = "apk8s-" + UUID.randomUUID();
        try (Hooks hooks = new Hooks()) {
            hooks.register("lab-1", PASSWORD);
            Process first = start(directory, hooks);
            try (Client5 platform = platform(session)) {
                platform.subscribe("$share/ingest/sensor/+", 1);
            }
            Client5 device = Client5.connect(mqttPort, "lab-1", "lab-1", PASSWORD);
            for (int count = 0; count < 200; count++) {
                assertThat(device.publish("sensor/lab-1", "m" + count, 1)).isLessThan(128);
            }
            kill(first);
            device.vanish();

            Process second = start(directory, hooks);
            try (Client5 platform = platform(session)) {
                await().untilAsserted(() -> assertThat(platform.received).extracting(Client5.Received::payload)
                        .containsExactlyElementsOf(IntStream.range(0, 200).mapToObj(count -> "m" + count).toList()));
            } finally {
                kill(second);
            }
        }
    }

    private Client5 platform(String session) throws Exception {
        return Client5.connect(mqttPort, session, PlatformUser.INGEST.user(), PLATFORM_PASSWORD, options -> {
            options.setCleanStart(false);
            options.setSessionExpiryInterval(600L);
        });
    }

    private Process start(Path directory, Hooks hooks) throws Exception {
        Path ready = directory.resolve("ready");
        Files.deleteIfExists(ready);
        ProcessBuilder builder = new ProcessBuilder(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                        "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                        ArtemisEngine.class.getName()));
        builder.environment().putAll(Map.of("APK8S_MQTT_PORT", Integer.toString(mqttPort), "APK8S_BROKER_ADMIN_PORT",
                Integer.toString(adminPort), "APK8S_BROKER_DIRECTORY", directory.resolve("data").toString(),
                "APK8S_BROKER_HOOK_URL", hooks.url().toString(), "APK8S_BROKER_HOOK", Hooks.TOKEN,
                "APK8S_MQTT_PLATFORM", PLATFORM_PASSWORD, "APK8S_MQTT_LAKE", "lake-secret-of-this-test",
                "APK8S_READY_FILE",
                ready.toString()));
        Path log = directory.resolve("log");
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        Process process = builder.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            assertThat(process.isAlive()).as(() -> said(log)).isTrue();
            return Files.exists(ready);
        });
        return process;
    }

    private static String said(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
}
