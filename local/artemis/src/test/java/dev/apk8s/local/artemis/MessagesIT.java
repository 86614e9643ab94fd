package dev.apk8s.local.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.junit.jupiter.api.Test;

/** What the broker adds to messages and notices about them. */
class MessagesIT extends BrokerTest {

    @Test
    void each_message_has_an_id_of_its_own_beside_what_the_device_added() throws Exception {
        String device = newDevice();
        try (Client5 platform = platform(); Client5 five = connect5(device)) {
            platform.subscribe("sensor/" + device, 1);
            five.publish("sensor/" + device, "same", 1);
            five.publish("sensor/" + device, "same", 1);
            five.publish("sensor/" + device, with("id", "the device's own", "apk8s-message-id", "forged"));
            await().untilAsserted(() -> assertThat(platform.received).hasSize(3));
            assertThat(platform.received).flatExtracting(m -> m.userProperties(MessageStamp.PROPERTY))
                    .doesNotHaveDuplicates().hasSize(3).allSatisfy(id -> assertThat(UUID.fromString(id)).isNotNull());
            assertThat(platform.received.getLast().userProperties("id")).containsExactly("the device's own");
        }
        try (Client5 platform = platform(); Client3 three = connect3(device)) {
            platform.subscribe("sensor/" + device, 1);
            three.publishAndWait("sensor/" + device, "old");
            await().untilAsserted(() -> assertThat(platform.received).singleElement()
                    .satisfies(m -> assertThat(m.userProperties(MessageStamp.PROPERTY)).hasSize(1)));
        }
    }

    @Test
    void what_was_not_acknowledged_comes_again_with_the_same_id() throws Exception {
        String device = newDevice();
        String session = "apk8s-" + UUID.randomUUID();
        Client5 first = platform(session);
        first.subscribe("$share/ingest-" + session + "/sensor/" + device, 1);
        try (Client5 five = connect5(device)) {
            for (int count = 0; count < 10; count++) {
                five.publish("sensor/" + device, "m" + count, 1);
            }
        }
        await().untilAsserted(() -> assertThat(first.received).hasSize(10));
        for (Client5.Received message : first.received.subList(0, 4)) {
            first.acknowledge(message);
        }
        Set<String> unacknowledged = ids(first.received.subList(4, 10));
        // The acknowledgements are on their way: the broker has them when it answers what follows them.
        first.publish("commands/nobody/1", "{}", 1);
        first.vanish();

        try (Client5 second = platform(session)) {
            await().untilAsserted(() -> assertThat(second.received).hasSize(6));
            assertThat(ids(second.received)).isEqualTo(unacknowledged);
            assertThat(second.received).extracting(Client5.Received::payload).containsExactly("m4", "m5", "m6", "m7",
                    "m8", "m9");
        }
    }

    @Test
    void an_acknowledged_command_is_reported_and_survives_that_nobody_listens() throws Exception {
        String device = newDevice();
        try (Client5 platform = platform(); Client5 five = connect5(device)) {
            five.subscribe("commands/" + device + "/+", 1);
            hooks.stop();
            platform.publish("commands/" + device + "/c1", "{}", 1);
            await().untilAsserted(() -> assertThat(five.received).hasSize(1));
            hooks.start();
            await().untilAsserted(() -> assertThat(hooks.events())
                    .filteredOn(event -> event.path("username").asString().equals(device)).singleElement()
                    .satisfies(event -> assertThat(event.path("event").asString()).isEqualTo("message.acked"))
                    .satisfies(event -> assertThat(event.path("clientid").asString()).isEqualTo(device))
                    .satisfies(event -> assertThat(event.path("topic").asString())
                            .isEqualTo("commands/" + device + "/c1")));
        }
    }

    @Test
    void a_command_that_was_only_sent_is_not_reported() throws Exception {
        String device = newDevice();
        String other = newDevice();
        try (Client5 platform = platform();
                Client3 three = connect3(other);
                Client5 silent = Client5.connect(mqttPort, device, device, PASSWORD, true, options -> {})) {
            silent.subscribe("commands/" + device + "/+", 1);
            three.subscribe("commands/" + other + "/+", 0);
            platform.publish("commands/" + device + "/unacknowledged", "{}", 1);
            platform.publish("commands/" + other + "/quality-0", "{}", 1);
            await().untilAsserted(() -> assertThat(silent.received).hasSize(1));
            await().untilAsserted(() -> assertThat(three.received).hasSize(1));
            try (Client5 five = connect5(other)) {
                five.subscribe("commands/" + other + "/+", 2);
                platform.publish("commands/" + other + "/last", "{}", 2);
                await().untilAsserted(() -> assertThat(hooks.events()).extracting(e -> e.path("topic").asString())
                        .contains("commands/" + other + "/last"));
            }
            assertThat(hooks.events()).extracting(event -> event.path("topic").asString())
                    .doesNotContain("commands/" + device + "/unacknowledged", "commands/" + other + "/quality-0");
        }
    }

    @Test
    void an_expired_command_is_not_delivered_and_a_long_lived_one_is() throws Exception {
        String device = newDevice();
        Client5 gone = Client5.connect(mqttPort, device, device, PASSWORD,
                options -> options.setSessionExpiryInterval(5_000_000L));
        gone.subscribe("commands/" + device + "/+", 1);
        gone.close();
        try (Client5 platform = platform()) {
            platform.publish("commands/" + device + "/short", expiring(1));
            platform.publish("commands/" + device + "/long", expiring(5_000_000));
        }
        await().pollDelay(Duration.ofMillis(1_500)).until(() -> true);
        try (Client5 back = Client5.connect(mqttPort, device, device, PASSWORD,
                options -> options.setCleanStart(false))) {
            await().untilAsserted(() -> assertThat(back.received).extracting(Client5.Received::topic)
                    .containsExactly("commands/" + device + "/long"));
        }
    }

    private Client5 platform(String session) throws Exception {
        return Client5.connect(mqttPort, session, PlatformUser.INGEST.user(), PLATFORM_PASSWORD, true, options -> {
            options.setCleanStart(false);
            options.setSessionExpiryInterval(600L);
        });
    }

    private static Set<String> ids(List<Client5.Received> messages) {
        return Set.copyOf(messages.stream().flatMap(m -> m.userProperties(MessageStamp.PROPERTY).stream()).toList());
    }

    private static MqttMessage with(String... namesAndValues) {
        MqttProperties properties = new MqttProperties();
        for (int index = 0; index < namesAndValues.length; index += 2) {
            properties.getUserProperties().add(new UserProperty(namesAndValues[index], namesAndValues[index + 1]));
        }
        return message(properties);
    }

    private static MqttMessage expiring(long seconds) {
        MqttProperties properties = new MqttProperties();
        properties.setMessageExpiryInterval(seconds);
        return message(properties);
    }

    private static MqttMessage message(MqttProperties properties) {
        MqttMessage message = new MqttMessage("{}".getBytes(StandardCharsets.UTF_8));
        message.setQos(1);
        message.setProperties(properties);
        return message;
    }
}
