package dev.apk8s.local.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The administration that ingest uses. */
class AdminIT extends BrokerTest {
    private static final int ADMINISTRATIVE_ACTION = 152;

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.builder().build();

    @Test
    void a_disabled_device_is_cut_off_at_once() throws Exception {
        String device = newDevice();
        try (Client5 bystander = connect5(newDevice());
                Client5 five = connect5(device);
                Client5 second = Client5.connect(mqttPort, device + ":second", device, PASSWORD);
                Client3 third = Client3.connect(mqttPort, device + ":third", device, PASSWORD)) {
            assertThat(five.publish("sensor/" + device, "{}", 1)).isLessThan(128);
            hooks.disable(device);
            assertThat(call("DELETE", "/api/v5/clients?username=" + device, Hooks.TOKEN).statusCode()).isEqualTo(204);
            await().untilAsserted(() -> assertThat(five.disconnects).contains(ADMINISTRATIVE_ACTION));
            await().until(() -> !five.isConnected() && !second.isConnected() && !third.isConnected());
            assertThatThrownBy(() -> connect5(device)).isInstanceOf(MqttException.class);
            assertThat(bystander.isConnected()).isTrue();
            assertThat(clients()).noneMatch(client -> client.path("username").asString().equals(device));
        }
    }

    @Test
    void what_was_allowed_is_forgotten() throws Exception {
        String device = newDevice();
        try (Client5 five = connect5(device)) {
            five.publish("sensor/" + device, "{}", 1);
        }
        hooks.questions().clear();
        call("DELETE", "/api/v5/clients?username=" + device, Hooks.TOKEN);
        try (Client5 five = connect5(device)) {
            five.publish("sensor/" + device, "{}", 1);
        }
        assertThat(hooks.questions()).anyMatch(question -> question.path("action").asString().equals("publish"));
    }

    @Test
    void the_connected_are_listed_by_page() throws Exception {
        String device = newDevice();
        try (Client5 five = connect5(device); Client3 three = connect3(newDevice())) {
            assertThat(three.isConnected()).isTrue();
            assertThat(clients()).anySatisfy(client -> {
                assertThat(client.path("username").asString()).isEqualTo(device);
                assertThat(client.path("clientid").asString()).isEqualTo(device);
            });
            JsonNode page = json.readTree(call("GET", "/api/v5/clients?page=2&limit=1", Hooks.TOKEN).body());
            assertThat(page.path("data")).hasSize(1);
            assertThat(page.path("meta").path("count").asInt()).isEqualTo(2);
        }
        await().untilAsserted(() -> assertThat(clients()).isEmpty());
    }

    @Test
    void it_answers_only_to_the_token_and_only_to_what_it_knows() throws Exception {
        assertThat(call("GET", "/api/v5/clients", "guessed").statusCode()).isEqualTo(401);
        assertThat(call("GET", "/api/v5/nothing", Hooks.TOKEN).statusCode()).isEqualTo(404);
        assertThat(call("DELETE", "/api/v5/clients", Hooks.TOKEN).statusCode()).isEqualTo(400);
        assertThat(call("GET", "/api/v5/clients?limit=many", Hooks.TOKEN).statusCode()).isEqualTo(400);
        assertThat(call("GET", "/api/v5/stats", Hooks.TOKEN).body()).contains("events.dropped");
    }

    /** Each command and each response has a topic of its own, and each topic takes memory until its messages are taken. */
    @Test
    void topics_that_are_not_in_use_go() throws Exception {
        String device = newDevice();
        int before = addresses();
        try (Client5 platform = platform(); Client5 five = connect5(device)) {
            platform.subscribe("$share/apk8s-ingest/responses/+/+", 1);
            for (int number = 0; number < 100; number++) {
                five.publish("responses/" + device + "/" + number, "{}", 1);
            }
            assertThat(addresses()).isGreaterThanOrEqualTo(before + 100);
            await().atMost(Duration.ofSeconds(60)).until(() -> addresses() < before + 10);
            assertThat(platform.received).hasSize(100);
        }
    }

    private int addresses() throws Exception {
        return json.readTree(call("GET", "/api/v5/stats", Hooks.TOKEN).body()).path("addresses.count").asInt();
    }

    private JsonNode clients() throws Exception {
        return json.readTree(call("GET", "/api/v5/clients?limit=1000", Hooks.TOKEN).body()).path("data");
    }

    private HttpResponse<String> call(String method, String path, String token) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + path))
                .method(method, HttpRequest.BodyPublishers.noBody()).header("Authorization", "Bearer " + token)
                .build(), HttpResponse.BodyHandlers.ofString());
    }
}
