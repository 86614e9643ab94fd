package dev.apk8s.ingest.kept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.apk8s.ingest.device.TestDevice;
import dev.apk8s.ingest.mqtt.Device5;
import dev.apk8s.ingest.mqtt.TopicReader;
import dev.apk8s.local.junit.OwnEngine;
import dev.apk8s.platform.house.Api;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Devices send over HTTP and MQTT while what they send to is killed, stopped or stalled; then everything is counted. */
class KeptIT {
    private static final Logger log = LoggerFactory.getLogger(KeptIT.class);
    private static final Duration RECOVERY = Duration.ofSeconds(120);
    private static final int EVENTS = 1_500;
    /** How many messages the broker gives ingest before it has an answer to one. */
    private static final int RECEIVE_MAXIMUM = 1_000;
    private static final Installation INSTALLATION = new Installation();

    @BeforeAll
    static void start() {
        INSTALLATION.startWithoutBroker();
        FirstStart.theFirstReadingFindsItsIndex(INSTALLATION);
        FirstStart.theBrokerGetsNoDecisionBeforeThereIsASubscription(INSTALLATION);
    }

    @AfterAll
    static void stop() {
        INSTALLATION.close();
    }

    @Test
    void killingIngestLosesNothingAcknowledgedAndDoublesNeitherDocumentsNorEffectsOfFlows() throws Exception {
        FlowsUnderWay flows = new FlowsUnderWay(INSTALLATION);
        whileDevicesSend("killed-ingest", () -> {
            flows.begin();
            INSTALLATION.ingest.kill();
            INSTALLATION.ingest.start();
        });
        flows.finish();
    }

    @Test
    void killingTheLogLosesNothingAcknowledgedAndDoublesNothingInTheIndex() throws Exception {
        whileDevicesSend("killed-log", () -> {
            INSTALLATION.kafka.kill();
            INSTALLATION.kafka.start();
        });
    }

    @Test
    void whileTheLogIsAwayHttpSaysSoAndMqttWaits() throws Exception {
        String httpDevice = unique("away-http");
        String mqttDevice = unique("away-mqtt");
        Api http = INSTALLATION.api().asDevice(httpDevice, INSTALLATION.register(httpDevice));
        try (MqttDevice mqtt = new MqttDevice(INSTALLATION, mqttDevice)) {
            assertThat(http.post("/api/v1/streams/sensor/events", "{\"n\":0}").status()).isEqualTo(202);
            mqtt.publish(0);
            await().atMost(RECOVERY).until(() -> INSTALLATION.inLog("sensor", mqttDevice).size() == 1);
            double keptBefore = INSTALLATION.meter("apk8s_ingest_mqtt_kept_total");
            INSTALLATION.kafka.kill();
            long before = INSTALLATION.ingest.memoryBytes();
            Api.Answer refused = http.post("/api/v1/streams/sensor/events", "{\"n\":1}");
            assertThat(refused.status()).as(refused.text()).isEqualTo(503);
            assertThat(refused.code()).isEqualTo("LOG_UNAVAILABLE");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
            Api.Answer unregistered = INSTALLATION.api().asUser("operator").post("/api/v1/devices",
                    "{\"id\":\"not-now\"}");
            assertThat(unregistered.status()).isEqualTo(503);
            assertThat(unregistered.header("Retry-After")).isNotBlank();
            for (int number = 1; number < EVENTS; number++) {
                mqtt.publish(number);
            }
            mqtt.settle();
            assertThat(mqtt.acknowledged).as("the broker keeps them for ingest").hasSize(EVENTS);
            await().atMost(RECOVERY)
                    .until(() -> INSTALLATION.meter("apk8s_ingest_mqtt_in_flight") >= RECEIVE_MAXIMUM);
            assertThat(INSTALLATION.meter("apk8s_ingest_mqtt_in_flight")).isEqualTo(RECEIVE_MAXIMUM);
            assertThat(INSTALLATION.meter("apk8s_ingest_mqtt_kept_total")).isEqualTo(keptBefore);
            assertThat(INSTALLATION.meter("apk8s_ingest_mqtt_connected")).isEqualTo(1);
            long grown = INSTALLATION.ingest.memoryBytes() - before;
            log.info("Memory of ingest while the log is away: {} MB, grown by {} MB", before >> 20, grown >> 20);
            assertThat(grown).isLessThan(64L << 20);
            INSTALLATION.kafka.start();
            await().atMost(RECOVERY)
                    .untilAsserted(() -> assertThat(INSTALLATION.inIndex(mqttDevice)).isEqualTo(EVENTS));
            await().atMost(RECOVERY).until(() -> INSTALLATION.meter("apk8s_ingest_mqtt_in_flight") == 0);
            List<ConsumerRecord<String, byte[]>> kept = INSTALLATION.inLog("sensor", mqttDevice);
            assertThat(ids(kept)).hasSize(EVENTS);
            assertThat(kept).hasSizeLessThan(EVENTS + RECEIVE_MAXIMUM);
            await().atMost(RECOVERY).untilAsserted(() -> assertThat(
                    http.post("/api/v1/streams/sensor/events", "{\"n\":2}").status()).isEqualTo(202));
        }
    }

    @Test
    void whileTheIndexIsAwayIngestGoesOnAndTheIndexCatchesUp() {
        String device = unique("unsearched");
        Api http = INSTALLATION.api().asDevice(device, INSTALLATION.register(device));
        INSTALLATION.search.stop();
        Instant back = Instant.now().plusSeconds(30);
        AtomicInteger sent = new AtomicInteger();
        await().pollInterval(Duration.ofMillis(100)).atMost(RECOVERY).until(() -> {
            assertThat(http.post("/api/v1/streams/sensor/events", "[{\"n\":1},{\"n\":2},{\"n\":3}]").status())
                    .isEqualTo(202);
            sent.addAndGet(3);
            return Instant.now().isAfter(back);
        });
        Api.Answer search = INSTALLATION.api().asUser("viewer").get("/api/v1/streams/sensor/search?device=" + device);
        assertThat(search.status()).as(search.text()).isEqualTo(503);
        assertThat(search.code()).isEqualTo("SEARCH_UNAVAILABLE");
        INSTALLATION.search.start();
        log.info("{} events were accepted while the index was away for 30 s", sent);
        await().atMost(RECOVERY).untilAsserted(() -> assertThat(INSTALLATION.inIndex(device)).isEqualTo(sent.get()));
    }

    @Test
    void aHundredThousandEventsInOneBatchAreKeptInAQuarterOfAGigabyte() throws IOException {
        String device = unique("batch");
        Api http = INSTALLATION.api().asDevice(device, INSTALLATION.register(device)).with("Content-Encoding", "gzip");
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (GZIPOutputStream batch = new GZIPOutputStream(body)) {
            batch.write('[');
            for (int number = 0; number < 100_000; number++) {
                batch.write(
                        ((number == 0 ? "" : ",") + "{\"device\":\"" + device + "\",\"temp\":51540,\"load\":0.37,\"n\":"
                                + number + "}").getBytes(StandardCharsets.UTF_8));
            }
            batch.write(']');
        }
        Api.Answer answer = http.send("POST", "/api/v1/streams/sensor/events", "application/json", body.toByteArray());
        assertThat(answer.status()).as(answer.text().substring(0, Math.min(500, answer.text().length())))
                .isEqualTo(202);
        assertThat(answer.json().get("accepted")).hasSize(100_000);
        log.info("Memory of ingest after 100,000 events in one batch: {} MB", INSTALLATION.ingest.memoryBytes() >> 20);
        await().atMost(RECOVERY).untilAsserted(() -> assertThat(INSTALLATION.inIndex(device)).isEqualTo(100_000));
    }

    @Test
    void aCommandThatWasKeptIsSentWhenBrokerAndServiceAreBack() throws MqttException {
        Api operator = INSTALLATION.api().asUser("operator");
        String mqtt = INSTALLATION.broker.export("mqtt-url");
        TestDevice device = TestDevice.register(operator, "waits");
        try (Device5 client = Device5.resume(mqtt, device.id(), device.secret())) {
            assertThat(client.subscribe("commands/" + device.id() + "/#")).isEqualTo(1);
        }
        INSTALLATION.broker.kill();
        Api.Answer kept = operator.post(device.path() + "/commands", "{\"name\":\"reboot\",\"expiresIn\":\"PT5M\"}");
        assertThat(kept.status()).isEqualTo(202);
        INSTALLATION.ingest.kill();
        OwnEngine.startAll(INSTALLATION.broker, INSTALLATION.ingest);
        try (Device5 client = Device5.resume(mqtt, device.id(), device.secret())) {
            await().atMost(RECOVERY).until(() -> !client.received().isEmpty());
            await().atMost(RECOVERY).until(() -> operator.get(kept.header("location")).json().get("outcome").asString()
                    .equals("delivered"));
        }
    }

    private static void whileDevicesSend(String name, Runnable fault) throws Exception {
        String httpDevice = unique(name + "-http");
        String mqttDevice = unique(name + "-mqtt");
        HttpDevice http = new HttpDevice(INSTALLATION, httpDevice, EVENTS);
        try (MqttDevice mqtt = new MqttDevice(INSTALLATION, mqttDevice)) {
            Thread sending = Thread.ofVirtual().start(http);
            for (int number = 0; number < EVENTS; number++) {
                mqtt.publish(number);
                if (number == EVENTS / 4) {
                    await().atMost(RECOVERY).until(() -> http.acknowledged.size() > EVENTS / 20);
                    CompletableFuture.runAsync(fault, Thread::startVirtualThread).join();
                }
            }
            mqtt.settle();
            sending.join(RECOVERY);
            assertThat(sending.isAlive()).isFalse();
            await().atMost(RECOVERY)
                    .untilAsserted(
                            () -> assertThat(INSTALLATION.inIndex(mqttDevice)).isEqualTo(mqtt.acknowledged.size()));
            await().atMost(RECOVERY)
                    .untilAsserted(
                            () -> assertThat(INSTALLATION.inIndex(httpDevice)).isEqualTo(http.acknowledged.size()));
            log.info(
                    "{}: HTTP {} acknowledged ({} broken off, refused {}), MQTT {} acknowledged; all in the log, each once in the index",
                    name, http.acknowledged.size(), http.broken, http.refusals, mqtt.acknowledged.size());
            assertThat(mqtt.acknowledged).hasSize(EVENTS);
            assertThat(ids(INSTALLATION.inLog("sensor", httpDevice)))
                    .containsExactlyInAnyOrderElementsOf(http.acknowledged);
            List<ConsumerRecord<String, byte[]>> kept = INSTALLATION.inLog("sensor", mqttDevice);
            assertThat(kept.stream().map(TopicReader::text).distinct()).hasSize(EVENTS);
            assertThat(ids(kept)).as("what the broker gives again has the same id").hasSize(EVENTS);
        }
    }

    private static Set<String> ids(List<ConsumerRecord<String, byte[]>> kept) {
        return kept.stream().map(entry -> TopicReader.header(entry, "ce_id")).collect(Collectors.toSet());
    }

    private static String unique(String prefix) {
        return prefix + "-" + Long.toString(System.nanoTime(), 36);
    }
}
