package dev.apk8s.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.apk8s.ingest.device.TestDevice;
import dev.apk8s.local.junit.NeedsEngines;
import dev.apk8s.platform.house.Api.Answer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Nothing that the broker took is lost, whichever of the log, the broker and this service goes away. */
@NeedsEngines({"opensearch", "keycloak"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogAwayIT {
    private static final Logger logger = LoggerFactory.getLogger(LogAwayIT.class);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int RECEIVE_MAXIMUM = 1_000;

    private OwnPlatform platform;

    @BeforeAll
    void start() {
        platform = new OwnPlatform();
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @Test
    void whileTheLogIsAwayMessagesWaitUnacknowledgedAndThenArrive() throws Exception {
        TestDevice device = TestDevice.register(platform.operator(), "away");
        try (Device5 client = Device5.connect(platform.mqttUrl(), device.id(), device.secret())) {
            send(client, device, 0, 100);
            awaitIds(device, 100);
            double keptBefore = platform.meter("apk8s_ingest_mqtt_kept_total");
            long memoryBefore = platform.ingest.memoryBytes();
            platform.kafka.kill();
            send(client, device, 100, 1_600);
            await().atMost(LONG).until(() -> platform.meter("apk8s_ingest_mqtt_in_flight") >= RECEIVE_MAXIMUM);
            assertThat(platform.meter("apk8s_ingest_mqtt_in_flight")).isEqualTo(RECEIVE_MAXIMUM);
            assertThat(platform.meter("apk8s_ingest_mqtt_kept_total")).isEqualTo(keptBefore);
            assertThat(platform.meter("apk8s_ingest_mqtt_connected")).isEqualTo(1);
            logger.info("1500 messages sent while Kafka is away: {} in flight, memory {} -> {} MB",
                    platform.meter("apk8s_ingest_mqtt_in_flight"), memoryBefore >> 20,
                    platform.ingest.memoryBytes() >> 20);
            Answer overHttp = platform.operator().post("/api/v1/devices", "{\"id\":\"not-now\"}");
            assertThat(overHttp.status()).isEqualTo(503);
            assertThat(overHttp.header("retry-after")).isNotBlank();
            platform.kafka.start();
            List<ConsumerRecord<String, byte[]>> kept = awaitIds(device, 1_600);
            await().atMost(LONG).until(() -> platform.meter("apk8s_ingest_mqtt_in_flight") == 0);
            logger.info("1600 messages sent, {} records in Kafka with 1600 ids", kept.size());
            assertThat(kept.size()).isLessThan(1_600 + RECEIVE_MAXIMUM);
        }
    }

    @Test
    void whenThisServiceIsKilledTheBrokerGivesItsMessagesAgainWithTheSameIds() throws Exception {
        TestDevice device = TestDevice.register(platform.operator(), "killed");
        AtomicInteger sent = new AtomicInteger();
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
            try (Device5 client = Device5.connect(platform.mqttUrl(), device.id(), device.secret())) {
                for (int number = 0; number < 2_000; number++) {
                    assertThat(client.publish("sensor/" + device.id(), "{\"n\":" + number + "}")).isLessThan(128);
                    sent.incrementAndGet();
                }
            } catch (MqttException failed) {
                throw new IllegalStateException(failed);
            }
        });
        await().atMost(LONG).until(() -> sent.get() > 500);
        platform.ingest.kill();
        int sentWhenKilled = sent.get();
        platform.ingest.start();
        sending.join();
        List<ConsumerRecord<String, byte[]>> kept = await().atMost(LONG).until(
                () -> platform.log().withKey("sensor", device.id()),
                found -> payloads(found).size() == 2_000);
        assertThat(ids(kept)).hasSize(2_000);
        logger.info("Killed after {} of 2000 messages: {} records in Kafka with 2000 payloads and {} ids",
                sentWhenKilled, kept.size(), ids(kept).size());
    }

    @Test
    void aCommandThatWasKeptIsSentWhenBrokerAndServiceAreBack() throws Exception {
        TestDevice device = TestDevice.register(platform.operator(), "waits");
        try (Device5 client = Device5.resume(platform.mqttUrl(), device.id(), device.secret())) {
            assertThat(client.subscribe("commands/" + device.id() + "/#")).isEqualTo(1);
        }
        platform.broker.kill();
        Answer kept = platform.operator().post(device.path() + "/commands",
                "{\"name\":\"reboot\",\"expiresIn\":\"PT5M\"}");
        assertThat(kept.status()).isEqualTo(202);
        platform.ingest.kill();
        platform.broker.start();
        platform.ingest.start();
        try (Device5 client = Device5.resume(platform.mqttUrl(), device.id(), device.secret())) {
            await().atMost(LONG).until(() -> !client.received().isEmpty());
            await().atMost(LONG).until(() -> platform.operator().get(kept.header("location")).json().get("outcome")
                    .asString().equals("delivered"));
        }
    }

    private static void send(Device5 client, TestDevice device, int from, int to) throws MqttException {
        for (int number = from; number < to; number++) {
            assertThat(client.publish("sensor/" + device.id(), "{\"n\":" + number + "}",
                    Map.of("id", String.format("m-%05d", number)))).isLessThan(128);
        }
    }

    private List<ConsumerRecord<String, byte[]>> awaitIds(TestDevice device, int count) {
        return await().atMost(LONG).until(() -> platform.log().withKey("sensor", device.id()),
                found -> ids(found).size() == count);
    }

    private static Set<String> ids(List<ConsumerRecord<String, byte[]>> records) {
        Set<String> ids = new HashSet<>();
        records.forEach(entry -> ids.add(TopicReader.header(entry, "ce_id")));
        return ids;
    }

    private static Set<String> payloads(List<ConsumerRecord<String, byte[]>> records) {
        Set<String> payloads = new HashSet<>();
        records.forEach(entry -> payloads.add(TopicReader.text(entry)));
        return payloads;
    }
}
