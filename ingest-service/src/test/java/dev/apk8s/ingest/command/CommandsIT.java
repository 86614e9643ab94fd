package dev.apk8s.ingest.command;

import static dev.apk8s.ingest.mqtt.TopicReader.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.apk8s.ingest.IngestIT;
import dev.apk8s.ingest.device.TestDevice;
import dev.apk8s.ingest.mqtt.Device5;
import dev.apk8s.ingest.mqtt.TopicReader;
import dev.apk8s.local.junit.Engines;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandsIT extends IngestIT {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final JsonMapper JSON = new JsonMapper();

    private final Api operator = api().asUser("operator");
    private final TopicReader log = new TopicReader(Engines.export("kafka", "bootstrap-servers"));
    private final String url = Engines.export("artemis", "mqtt-url");

    @Test
    void aDeviceGetsACommandAndAnswersIt() throws Exception {
        TestDevice device = TestDevice.register(operator, unique("answer"));
        try (Device5 client = Device5.connect(url, device.id(), device.secret())) {
            client.subscribe("commands/" + device.id() + "/#");
            client.onMessage(message -> client.answer(message, "{\"seconds\":5}"));
            Answer answer = operator.post(device.path() + "/commands", """
                    {"name":"set-interval","payload":{"seconds":5},"expiresIn":"PT20S","await":"answer"}""");
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            JsonNode state = answer.json();
            assertThat(state.get("outcome").asString()).isEqualTo("answered");
            assertThat(state.get("answer")).hasToString("{\"seconds\":5}");
            String id = state.get("id").asString();
            MqttMessage message = client.received().getFirst();
            JsonNode body = JSON.readTree(message.getPayload());
            assertThat(body.toString()).isEqualTo(
                    "{\"command\":\"" + id + "\",\"name\":\"set-interval\",\"payload\":{\"seconds\":5}}");
            var properties = message.getProperties();
            assertThat(properties.getResponseTopic()).isEqualTo("responses/" + device.id() + "/" + id);
            assertThat(new String(properties.getCorrelationData(), StandardCharsets.UTF_8)).isEqualTo(id);
            assertThat(properties.getContentType()).isEqualTo("application/json");
            assertThat(properties.getMessageExpiryInterval()).isBetween(15L, 20L);
            String trace = properties.getUserProperties().stream()
                    .filter(property -> property.getKey().equals("traceparent")).findFirst().orElseThrow().getValue();
            assertThat(trace).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
            assertOneTraceRunsThrough(device, trace);
            Answer read = operator.get(answer.header("location"));
            assertThat(read.json().get("outcome").asString()).isEqualTo("answered");
        }
    }

    private void assertOneTraceRunsThrough(TestDevice device, String traceParent) {
        var records = await().atMost(SOON).until(() -> log.withKey("commands", device.id()),
                found -> found.size() == 4);
        assertThat(records).extracting(entry -> header(entry, "traceparent").substring(3, 35))
                .containsOnly(traceParent.substring(3, 35));
        assertThat(records).extracting(entry -> header(entry, "ce_type")).containsOnlyOnce("dev.apk8s.command");
    }

    @Test
    void deliveryIsWhenTheDeviceAcknowledges() throws Exception {
        TestDevice device = TestDevice.register(operator, unique("delivery"));
        try (Device5 client = Device5.connect(url, device.id(), device.secret())) {
            client.subscribe("commands/" + device.id() + "/+");
            Answer answer = operator.post(device.path() + "/commands",
                    "{\"name\":\"reboot\",\"await\":\"delivery\"}");
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.json().get("outcome").asString()).isEqualTo("delivered");
            assertThat(answer.json().has("delivered")).isTrue();
            assertThat(client.received()).hasSize(1);
        }
    }

    @Test
    void withoutWaitingACommandIsAcceptedAndItsStateIsFollowed() throws Exception {
        TestDevice device = TestDevice.register(operator, unique("oneway"));
        Api viewer = api().asUser("viewer");
        Answer answer = operator.post(device.path() + "/commands",
                "{\"name\":\"reboot\",\"payload\":[1,\"two\"],\"expiresIn\":\"PT2S\"}");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().get("outcome").asString()).isEqualTo("accepted");
        String location = answer.header("location");
        await().atMost(SOON).until(() -> outcome(viewer.get(location)).equals("sent"));
        await().atMost(SOON).until(() -> outcome(viewer.get(location)).equals("expired"));
        await().atMost(SOON).untilAsserted(() -> assertThat(
                viewer.get("/api/v1/streams/commands/search?device=" + device.id()).json().at("/total/value").asInt())
                .as("the command and two outcomes are found").isEqualTo(3));
        Answer recent = viewer.get(device.path() + "/commands");
        assertThat(recent.json().get("commands")).hasSize(1);
        assertThat(recent.json().at("/commands/0/id")).isEqualTo(answer.json().get("id"));
    }

    @Test
    void aCommandIsThereAsSoonAsItsSenderIsAnswered() throws Exception {
        TestDevice device = TestDevice.register(operator, unique("atonce"));
        for (int sent = 1; sent <= 50; sent++) {
            Answer answer = operator.post(device.path() + "/commands", "{\"name\":\"reboot\"}");
            assertThat(answer.status()).isEqualTo(202);
            Answer read = operator.get(answer.header("location"));
            assertThat(read.status()).as(read.text()).isEqualTo(200);
            Answer recent = operator.get(device.path() + "/commands?limit=500");
            assertThat(recent.json().get("commands")).hasSize(sent);
        }
    }

    @Test
    void aCommandThatNobodyAnswersExpires() throws Exception {
        TestDevice device = TestDevice.register(operator, unique("mute"));
        try (Device5 client = Device5.connect(url, device.id(), device.secret())) {
            client.subscribe("commands/" + device.id() + "/#");
            Instant begin = Instant.now();
            Answer answer = operator.post(device.path() + "/commands",
                    "{\"name\":\"sing\",\"expiresIn\":\"PT2S\",\"await\":\"answer\"}");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(outcome(answer)).isEqualTo("expired");
            assertThat(answer.json().has("delivered")).isTrue();
            assertThat(Duration.between(begin, Instant.now())).isBetween(Duration.ofSeconds(2),
                    Duration.ofSeconds(5));
        }
    }

    @Test
    void anAnswerThatIsNoJsonIsADeadLetter() throws Exception {
        TestDevice device = TestDevice.register(operator, unique("babble"));
        try (Device5 client = Device5.connect(url, device.id(), device.secret())) {
            client.publish("responses/" + device.id() + "/c-1", "yes");
            client.publish("responses/" + device.id() + "/c-1", "\"" + "y".repeat(70_000) + "\"");
            client.publish("responses/" + device.id() + "/c.1", "{}");
        }
        var kept = await().atMost(SOON).until(() -> log.withKey("commands.dlt", device.id()),
                found -> found.size() == 3);
        assertThat(kept).extracting(entry -> header(entry, "dlt_code")).containsExactlyInAnyOrder("ANSWER_NOT_JSON",
                "ANSWER_TOO_LARGE", "NO_SUCH_COMMAND");
    }

    @Test
    void noSuchDeviceADisabledOneAndBadFieldsAreToldApart() {
        TestDevice device = TestDevice.register(operator, unique("off"));
        operator.post(device.path() + "/disable", "");
        record Case(Answer answer, int status, String code) {}
        TestDevice enabled = TestDevice.register(operator, unique("on"));
        String path = enabled.path() + "/commands";
        List<Case> cases = List.of(
                new Case(operator.post("/api/v1/devices/nobody/commands", "{\"name\":\"x\"}"), 404, "NO_SUCH_DEVICE"),
                new Case(operator.post(device.path() + "/commands", "{\"name\":\"x\"}"), 409, "DEVICE_DISABLED"),
                new Case(operator.post(path, "{}"), 400, "INVALID_FIELD"),
                new Case(operator.post(path, "{\"name\":\"x\",\"expiresIn\":\"P2D\"}"), 400, "INVALID_FIELD"),
                new Case(operator.post(path, "{\"name\":\"x\",\"expiresIn\":\"PT0.1S\"}"), 400, "INVALID_FIELD"),
                new Case(operator.post(path, "{\"name\":\"x\",\"await\":\"ever\"}"), 400, "INVALID_FIELD"),
                new Case(operator.post(path, "{\"name\":\"x\",\"payload\":\"" + "y".repeat(70_000) + "\"}"), 400,
                        "INVALID_FIELD"),
                new Case(operator.get(path + "/nothing"), 404, "NO_SUCH_COMMAND"),
                new Case(api().asUser("viewer").post(path, "{\"name\":\"x\"}"), 403, "FORBIDDEN"));
        for (Case one : cases) {
            assertThat(one.answer().status()).as(one.answer().text()).isEqualTo(one.status());
            assertThat(one.answer().code()).isEqualTo(one.code());
        }
    }

    private static String outcome(Answer answer) {
        return answer.json().path("outcome").asString("");
    }
}
