package dev.apk8s.local.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;

import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.junit.jupiter.api.Test;

/** A device publishes only as itself and reads only its own commands. */
class AuthorisationIT extends BrokerTest {

    @Test
    void what_a_device_publishes_as_itself_arrives() throws Exception {
        String device = newDevice();
        try (Client5 platform = platform(); Client5 five = connect5(device)) {
            platform.subscribe("sensor/+", 1);
            platform.subscribe("streams/+/+", 1);
            platform.subscribe("responses/+/+", 1);
            for (int quality = 0; quality <= 2; quality++) {
                assertThat(five.publish("sensor/" + device, "q" + quality, quality)).isLessThan(128);
            }
            five.publish("streams/metrics/" + device, "m", 1);
            five.publish("responses/" + device + "/c1", "r", 1);
            await().untilAsserted(() -> assertThat(platform.received).filteredOn(m -> m.topic().contains(device))
                    .extracting(Client5.Received::payload).containsExactly("q0", "q1", "q2", "m", "r"));
        }
        try (Client5 platform = platform(); Client3 three = connect3(device)) {
            platform.subscribe("sensor/" + device, 1);
            three.publishAndWait("sensor/" + device, "three");
            await().untilAsserted(() -> assertThat(platform.received).extracting(Client5.Received::payload)
                    .containsExactly("three"));
        }
    }

    @Test
    void the_lake_tells_of_processed_objects_and_does_nothing_else() throws Exception {
        String device = newDevice();
        try (Client5 platform = platform(); Client5 lake = lake(); Client5 five = connect5(device)) {
            platform.subscribe("processed/#", 1);
            assertThat(lake.publish("processed", "default", 1)).isLessThan(128);
            assertThat(lake.publish("processed/acme", "acme", 1)).isLessThan(128);
            assertThat(lake.publish("processedx", "no", 1)).isEqualTo(Client5.NOT_AUTHORISED);
            assertThat(lake.publish("commands/" + device + "/1", "no", 1)).isEqualTo(Client5.NOT_AUTHORISED);
            assertThat(lake.publish("sensor/" + device, "no", 1)).isEqualTo(Client5.NOT_AUTHORISED);
            assertThat(lake.subscribe("processed", 1)).isEqualTo(Client5.NOT_AUTHORISED);
            assertThat(lake.subscribe("#", 1)).isEqualTo(Client5.NOT_AUTHORISED);
            assertThat(five.publish("processed", "forged", 1)).isEqualTo(Client5.NOT_AUTHORISED);
            await().untilAsserted(() -> assertThat(platform.received).extracting(Client5.Received::payload)
                    .containsExactlyInAnyOrder("default", "acme"));
        }
    }

    @Test
    void publishing_as_another_is_refused_and_reaches_nobody() throws Exception {
        String device = newDevice();
        String other = newDevice();
        try (Client5 platform = platform(); Client5 five = connect5(device)) {
            platform.subscribe("#", 1);
            assertThat(five.publish("sensor/" + other, "forged", 1)).isEqualTo(Client5.NOT_AUTHORISED);
            assertThat(five.publish("commands/" + other + "/1", "forged", 1)).isEqualTo(Client5.NOT_AUTHORISED);
            assertThat(five.publish("commands/" + device + "/1", "forged", 1)).isEqualTo(Client5.NOT_AUTHORISED);
            assertThat(five.publish("sensor/" + device, "honest", 1)).isLessThan(128);
            try (Client3 three = connect3(other)) {
                three.publish("sensor/" + device, "forged", 1);
                await().until(() -> !three.isConnected());
            }
            await().untilAsserted(() -> assertThat(platform.received).extracting(Client5.Received::payload)
                    .contains("honest").doesNotContain("forged"));
        }
    }

    @Test
    void a_device_reads_its_own_commands_and_no_others() throws Exception {
        String device = newDevice();
        String other = newDevice();
        try (Client5 platform = platform(); Client5 five = connect5(device); Client3 three = connect3(other)) {
            assertThat(five.subscribe("commands/" + device + "/#", 1)).isEqualTo(1);
            assertThat(five.subscribe("commands/" + other + "/#", 1)).isEqualTo(Client5.NOT_AUTHORISED);
            assertThat(five.subscribe("$share/group/commands/" + other + "/#", 1)).isEqualTo(Client5.NOT_AUTHORISED);
            assertThat(five.subscribe("sensor/" + device, 1)).isEqualTo(Client5.NOT_AUTHORISED);
            assertThat(five.subscribe("#", 1)).isEqualTo(Client5.NOT_AUTHORISED);
            assertThat(three.subscribe("commands/" + other + "/+", 1)).isEqualTo(1);
            assertThat(three.subscribe("commands/" + device + "/#", 1)).isEqualTo(Client3.FAILURE);
            platform.publish("commands/" + device + "/1", "for five", 1);
            platform.publish("commands/" + other + "/2", "for three", 1);
            await().untilAsserted(() -> assertThat(five.received).extracting(Client5.Received::payload)
                    .containsExactly("for five"));
            await().untilAsserted(() -> assertThat(three.received)
                    .containsExactly("commands/" + other + "/2 for three"));
        }
    }

    @Test
    void a_retained_message_passes_the_same_check() throws Exception {
        String device = newDevice();
        String other = newDevice();
        try (Client5 five = connect5(device)) {
            assertThat(five.publish("sensor/" + other, retained("forged"))).isEqualTo(Client5.NOT_AUTHORISED);
            assertThat(five.publish("sensor/" + device, retained("kept"))).isLessThan(128);
        }
        try (Client5 platform = platform()) {
            platform.subscribe("sensor/" + other, 1);
            platform.subscribe("sensor/" + device, 1);
            await().untilAsserted(() -> assertThat(platform.received).singleElement()
                    .satisfies(message -> assertThat(message.payload()).isEqualTo("kept"))
                    .satisfies(message -> assertThat(message.retained()).isTrue()));
        }
    }

    @Test
    void a_will_passes_the_same_check() throws Exception {
        String device = newDevice();
        String other = newDevice();
        try (Client5 platform = platform()) {
            platform.subscribe("sensor/+", 1);
            Client5 forging = Client5.connect(mqttPort, device, device, PASSWORD,
                    options -> options.setWill("sensor/" + other, message("forged will")));
            forging.vanish();
            Client5 honest = Client5.connect(mqttPort, other, other, PASSWORD,
                    options -> options.setWill("sensor/" + other, message("honest will")));
            honest.vanish();
            await().untilAsserted(() -> assertThat(platform.received).extracting(Client5.Received::payload)
                    .containsExactly("honest will"));
        }
    }

    @Test
    void a_topic_that_names_a_queue_of_the_broker_ends_the_connection() throws Exception {
        String device = newDevice();
        try (Client5 five = connect5(device)) {
            assertThatThrownBy(() -> five.publish("sensor/" + device + "::queue", "past the address", 1))
                    .isInstanceOf(MqttException.class);
            assertThat(five.isConnected()).isFalse();
        }
    }

    @Test
    void half_a_megabyte_arrives_and_two_are_refused() throws Exception {
        String device = newDevice();
        try (Client5 platform = platform(); Client5 five = connect5(device); Client3 three = connect3(newDevice())) {
            platform.subscribe("sensor/" + device, 1);
            assertThat(five.publish("sensor/" + device, "x".repeat(512 << 10), 1)).isLessThan(128);
            await().untilAsserted(() -> assertThat(platform.received).singleElement()
                    .satisfies(message -> assertThat(message.payload()).hasSize(512 << 10))
                    .satisfies(message -> assertThat(message.userProperties(MessageStamp.PROPERTY)).hasSize(1)));
            assertThatThrownBy(() -> five.publish("sensor/" + device, "x".repeat(2 << 20), 1))
                    .isInstanceOf(MqttException.class);
            three.publish("sensor/x", "x".repeat(2 << 20), 1);
            await().until(() -> !three.isConnected());
        }
    }

    private static MqttMessage retained(String payload) {
        MqttMessage message = message(payload);
        message.setRetained(true);
        return message;
    }

    private static MqttMessage message(String payload) {
        MqttMessage message = new MqttMessage(payload.getBytes(StandardCharsets.UTF_8));
        message.setQos(1);
        return message;
    }
}
