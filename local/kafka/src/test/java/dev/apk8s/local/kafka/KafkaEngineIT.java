package dev.apk8s.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine as the launcher runs it: a process of its own, killed without warning. */
class KafkaEngineIT {
    private static final Duration START_AFTER_KILL = Duration.ofSeconds(20);

    private final int clientPort = freePort();
    private final int controllerPort = freePort();

    @Test
    void ready_means_usable_and_a_killed_node_comes_back_with_its_records(@TempDir Path directory) throws Exception {
        Process first = start(directory, Duration.ofSeconds(60));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + clientPort))) {
            admin.createTopics(List.of(new NewTopic("readings", 1, (short) 1))).all().get(10, TimeUnit.SECONDS);
        }
        send("before the kill");
        assertThat(consume(1)).containsExactly("before the kill");
        kill(first);

        Process second = start(directory, START_AFTER_KILL);
        send("after the kill");
        assertThat(consume(2)).containsExactly("before the kill", "after the kill");
        kill(second);
    }

    private void send(String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", "127.0.0.1:" + clientPort, "acks", "all"), new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>("readings", value)).get(10, TimeUnit.SECONDS);
        }
    }

    private List<String> consume(int count) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", "127.0.0.1:" + clientPort, "group.id", "readers", "auto.offset.reset",
                        "earliest", "enable.auto.commit", "false"),
                new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("readings"));
            await().untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(value -> values.add(value.value()));
                assertThat(values).hasSizeGreaterThanOrEqualTo(count);
            });
        }
        return values;
    }

    private Process start(Path directory, Duration limit) throws IOException {
        Path ready = directory.resolve("ready");
        Files.deleteIfExists(ready);
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), KafkaEngine.class.getName());
        builder.environment()
                .putAll(Map.of("APK8S_KAFKA_CLIENT_PORT", Integer.toString(clientPort), "APK8S_KAFKA_CONTROLLER_PORT",
                        Integer.toString(controllerPort), "APK8S_KAFKA_DIRECTORY",
                        directory.resolve("data").toString(), "APK8S_READY_FILE", ready.toString()));
        Path log = directory.resolve("log.txt");
        Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        await().atMost(limit).until(() -> {
            assertThat(process.isAlive()).as(Files.readString(log, StandardCharsets.UTF_8)).isTrue();
            return Files.exists(ready);
        });
        return process;
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
