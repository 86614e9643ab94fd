package dev.apk8s.local.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;

import org.junit.jupiter.api.Test;

/** A broker that the platform has never connected to. It has one for itself, so this is its only test. */
class FirstStartIT extends BrokerTest {

    @Test
    void what_is_published_before_the_platform_ever_subscribed_is_kept_for_it() throws Exception {
        String device = newDevice();
        List<String> topics = List.of("sensor/" + device, "streams/messages/" + device, "responses/" + device + "/1");
        try (Client5 five = connect5(device)) {
            for (String topic : topics) {
                assertThat(five.publish(topic, "first", 1)).isZero();
            }
        }
        try (Client5 platform = platform()) {
            for (String filter : List.of("sensor/+", "streams/+/+", "responses/+/+")) {
                platform.subscribe("$share/apk8s-ingest/" + filter, 1);
            }
            await().untilAsserted(() -> assertThat(platform.received).extracting(Client5.Received::topic)
                    .containsExactlyInAnyOrderElementsOf(topics));
        }
    }
}
