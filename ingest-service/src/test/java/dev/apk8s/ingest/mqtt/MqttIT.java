package dev.apk8s.ingest.mqtt;

import static dev.apk8s.ingest.mqtt.TopicReader.header;
import static dev.apk8s.ingest.mqtt.TopicReader.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.apk8s.ingest.IngestIT;
import dev.apk8s.ingest.device.TestDevice;
import dev.apk8s.local.junit.Engines;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MqttIT extends IngestIT {
    private static final String READING = "{\"device\":\"lab-d1\",\"temp\":51540,\"load\":0.37}";
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final int NOT_AUTHORISED = 135;
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TRACE_PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final Api operator = api().asUser("operator");
    private final TopicReader log = new TopicReader(Engines.export("kafka", "bootstrap-servers"));
    private final String url = Engines.export("artemis", "mqtt-url");

    @Test
    void aDevicePublishesInVersion5WithWhatItSaysOfTheEvent() throws Exception {
        TestDevice device = TestDevice.register(operator, unique("v5"));
        String time = Instant.now().minusSeconds(60).toString();
        try (Device5 client = Device5.connect(url, device.id(), device.secret())) {
            assertThat(client.publish("sensor/" + device.id(), READING,
                    Map.of("id", "r-1", "type", "lab.reading", "time", time, "traceparent", TRACE_PARENT)))
                    .isLessThan(128);
            client.publish("streams/metrics/" + device.id(), "{\"cpu\":1}");
        }
        ConsumerRecord<String, byte[]> sensor = only("sensor", device);
        assertThat(text(sensor)).isEqualTo(READING);
        assertThat(List.of(header(sensor, "ce_id"), header(sensor, "ce_type"), header(sensor, "ce_time"),
                header(sensor, "ce_source"), header(sensor, "ce_tenant"), header(sensor, "ce_device"),
                header(sensor, "traceparent"))).containsExactly("r-1", "lab.reading", time,
                        "/devices/" + device.id(), "default", device.id(), TRACE_PARENT);
        assertThat(header(only("metrics", device), "ce_id")).hasSize(36);
    }

    @Test
    void aDevicePublishesInVersion311() throws Exception {
        TestDevice device = TestDevice.register(operator, unique("v3"));
        publish3(device, "sensor/" + device.id(), READING);
        ConsumerRecord<String, byte[]> kept = only("sensor", device);
        assertThat(text(kept)).isEqualTo(READING);
        assertThat(header(kept, "ce_type")).isEqualTo("dev.apk8s.reading");
    }

    @Test
    void aDeviceOfAnotherTenantWritesToItsTenant() throws Exception {
        TestDevice device = TestDevice.register(api().asUser("acme-admin"), unique("acme"));
        publish3(device, "streams/messages/" + device.id(), READING);
        assertThat(header(only("messages", device), "ce_tenant")).isEqualTo("acme");
    }

    @Test
    void aDeviceMayOnlyBeItself() throws Exception {
        TestDevice device = TestDevice.register(operator, unique("self"));
        TestDevice other = TestDevice.register(operator, unique("other"));
        assertThatThrownBy(() -> Device5.connect(url, device.id(), "wrong")).isInstanceOf(MqttException.class);
        assertThatThrownBy(() -> Device5.connect(url, other.id(), device.id(), device.secret()))
                .isInstanceOf(MqttException.class);
        try (Device5 client = Device5.connect(url, device.id() + ":2", device.id(), device.secret())) {
            assertThat(client.publish("sensor/" + other.id(), READING)).isEqualTo(NOT_AUTHORISED);
            assertThat(client.publish("streams/metrics/" + other.id(), READING)).isEqualTo(NOT_AUTHORISED);
            assertThat(client.publish("responses/" + other.id() + "/c", "{}")).isEqualTo(NOT_AUTHORISED);
            assertThat(client.publish("commands/" + device.id() + "/c", "{}")).isEqualTo(NOT_AUTHORISED);
            assertThat(client.publish("anything", "{}")).isEqualTo(NOT_AUTHORISED);
            assertThat(client.subscribe("commands/" + other.id() + "/#")).isEqualTo(NOT_AUTHORISED);
            assertThat(client.subscribe("commands/#")).isEqualTo(NOT_AUTHORISED);
            assertThat(client.subscribe("sensor/" + device.id())).isEqualTo(NOT_AUTHORISED);
            assertThat(client.subscribe("commands/" + device.id() + "/#")).isEqualTo(1);
            assertThat(client.publish("sensor/" + device.id(), READING)).isLessThan(128);
        }
        only("sensor", device);
        assertThat(log.withKey("sensor", other.id())).isEmpty();
    }

    @Test
    void aDisabledDeviceIsCutOffAndAnEnabledOneComesBack() throws Exception {
        TestDevice device = TestDevice.register(operator, unique("cut"));
        try (Device5 client = Device5.connect(url, device.id(), device.secret())) {
            assertThat(client.publish("sensor/" + device.id(), READING)).isLessThan(128);
            Answer disabled = operator.post(device.path() + "/disable", "");
            assertThat(disabled.json().get("cutOff").asBoolean()).isTrue();
            await().atMost(Duration.ofSeconds(2)).until(() -> !client.isConnected());
        }
        assertThatThrownBy(() -> Device5.connect(url, device.id(), device.secret()))
                .isInstanceOf(MqttException.class);
        assertThat(operator.post(device.path() + "/enable", "").status()).isEqualTo(200);
        await().atMost(SOON).ignoreExceptions().until(() -> {
            try (Device5 client = Device5.connect(url, device.id(), device.secret())) {
                return client.isConnected();
            }
        });
    }

    @Test
    void aRotatedSecretEndsConnectionsAndADeletedDeviceIsGone() throws Exception {
        TestDevice device = TestDevice.register(operator, unique("turn"));
        String second;
        try (Device5 client = Device5.connect(url, device.id(), device.secret())) {
            second = operator.post(device.path() + "/rotate", "").json().get("secret").asString();
            await().atMost(Duration.ofSeconds(2)).until(() -> !client.isConnected());
        }
        assertThatThrownBy(() -> Device5.connect(url, device.id(), device.secret()))
                .isInstanceOf(MqttException.class);
        try (Device5 client = Device5.connect(url, device.id(), second)) {
            assertThat(operator.delete(device.path()).json().get("cutOff").asBoolean()).isTrue();
            await().atMost(Duration.ofSeconds(2)).until(() -> !client.isConnected());
        }
        assertThatThrownBy(() -> Device5.connect(url, device.id(), second)).isInstanceOf(MqttException.class);
    }

    @Test
    void whatCannotBecomeAnEventIsKeptWithTheReason() throws Exception {
        record Case(String topic, String payload, Map<String, String> properties, String deadLetters, String code) {}
        String checked = unique("checked");
        assertThat(api().asUser("admin").post("/api/v1/streams", """
                {"name":"%s","partitions":1,"schema":{"type":"object","required":["hz"]}}""".formatted(checked))
                .status()).isEqualTo(201);
        List<Case> cases = List.of(
                new Case("sensor/%s", "degrees: 23.5", Map.of(), "sensor.dlt", "EVENT_NOT_JSON"),
                new Case("sensor/%s", "[1]", Map.of(), "sensor.dlt", "EVENT_NOT_AN_OBJECT"),
                new Case("sensor/%s", "{\"@timestamp\":1}", Map.of(), "sensor.dlt", "EVENT_FIELD_RESERVED"),
                new Case("sensor/%s", "{}", Map.of("time", "yesterday"), "sensor.dlt", "EVENT_ATTRIBUTE_INVALID"),
                new Case("sensor/%s", "{}", Map.of("time", "1999-01-01T00:00:00Z"), "sensor.dlt",
                        "EVENT_TIME_OUT_OF_RANGE"),
                new Case("sensor/%s", "{\"a\":\"" + "x".repeat(300_000) + "\"}", Map.of(), "sensor.dlt",
                        "EVENT_TOO_LARGE"),
                new Case("streams/" + checked + "/%s", "{\"rpm\":1}", Map.of(), checked + ".dlt",
                        "EVENT_SCHEMA_MISMATCH"),
                new Case("streams/nothing/%s", "{}", Map.of(), "messages.dlt", "NO_SUCH_STREAM"),
                new Case("streams/commands/%s", "{}", Map.of(), "messages.dlt", "STREAM_NOT_WRITABLE"));
        for (Case one : cases) {
            TestDevice device = TestDevice.register(operator, unique("bad"));
            try (Device5 client = Device5.connect(url, device.id(), device.secret())) {
                assertThat(client.publish(one.topic().formatted(device.id()), one.payload(), one.properties()))
                        .isLessThan(128);
            }
            ConsumerRecord<String, byte[]> kept = only(one.deadLetters(), device);
            assertThat(header(kept, "dlt_code")).isEqualTo(one.code());
            assertThat(header(kept, "dlt_reason")).isNotBlank();
            assertThat(header(kept, "dlt_consumer")).isEqualTo("mqtt");
            assertThat(header(kept, "ce_device")).isEqualTo(device.id());
            assertThat(one.payload()).startsWith(text(kept));
        }
    }

    @Test
    void onlyTheBrokerMayAskAboutDevices() {
        Api broker = api().as(Engines.secret("broker-hook"));
        TestDevice device = TestDevice.register(operator, unique("hook"));
        String login = "{\"username\":\"%s\",\"password\":\"%s\",\"clientid\":\"%s\"}";
        String right = login.formatted(device.id(), device.secret(), device.id());
        String allow = "{\"error\":\"\",\"ok\":true,\"result\":\"allow\"}";
        assertThat(broker.post("/internal/mqtt/auth", right).json()).isEqualTo(JSON.readTree(allow));
        for (String wrong : List.of(login.formatted(device.id(), "x", device.id()), "{}",
                login.formatted(device.id(), device.secret(), "another"))) {
            assertThat(result(broker.post("/internal/mqtt/auth", wrong))).isEqualTo("deny");
        }
        String access = "{\"username\":\"" + device.id() + "\",\"topic\":\"%s\",\"%s\":%s}";
        String own = "sensor/" + device.id();
        String commands = "commands/" + device.id() + "/c-1";
        assertThat(List.of(access.formatted(own, "action", "\"publish\""), access.formatted(own, "acc", 2),
                access.formatted(commands, "action", "\"subscribe\""), access.formatted(commands, "acc", 4),
                access.formatted(commands, "acc", 1)))
                .allSatisfy(asked -> assertThat(result(broker.post("/internal/mqtt/acl", asked))).isEqualTo("allow"));
        assertThat(List.of(access.formatted("sensor/other", "action", "\"publish\""),
                access.formatted(own, "action", "\"subscribe\""), access.formatted(own, "acc", 3),
                access.formatted(own, "action", "\"delete\""), access.formatted(commands, "acc", 2)))
                .allSatisfy(asked -> assertThat(result(broker.post("/internal/mqtt/acl", asked))).isEqualTo("deny"));
        for (Api stranger : List.of(api(), operator, api().as("wrong"),
                api().asDevice(device.id(), device.secret()))) {
            assertThat(stranger.post("/internal/mqtt/auth", right).status()).isEqualTo(401);
            assertThat(stranger.post("/internal/mqtt/acl", "{}").status()).isEqualTo(401);
            assertThat(stranger.post("/internal/mqtt/events", "{}").status()).isEqualTo(401);
        }
        assertThat(api().get("/v3/api-docs").text()).doesNotContain("/internal/mqtt");
    }

    private static String result(Answer answer) {
        return answer.json().path("result").asString("");
    }

    private ConsumerRecord<String, byte[]> only(String topic, TestDevice device) {
        List<ConsumerRecord<String, byte[]>> kept = await().atMost(SOON)
                .until(() -> log.withKey(topic, device.id()), found -> !found.isEmpty());
        assertThat(kept).hasSize(1);
        return kept.getFirst();
    }

    private void publish3(TestDevice device, String topic, String payload) throws Exception {
        try (MqttClient client = new MqttClient(url, device.id(), new MemoryPersistence())) {
            MqttConnectOptions options = new MqttConnectOptions();
            options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
            options.setUserName(device.id());
            options.setPassword(device.secret().toCharArray());
            client.connect(options);
            client.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, false);
            client.disconnect();
        }
    }
}
