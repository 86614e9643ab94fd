package dev.apk8s.local.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;

/** Without an answer nothing is allowed, nothing is acknowledged, and nothing of it is remembered. */
class IngestAwayIT extends BrokerTest {
    private static final int SERVER_UNAVAILABLE = 136;
    private static final int SERVER_UNAVAILABLE_3 = 3;
    private static final int SERVER_BUSY = 137;

    @Test
    void connecting_is_refused_as_unavailable_and_works_once_it_is_back() throws Exception {
        String device = newDevice();
        hooks.stop();
        refusedAsUnavailable(device);
        hooks.start();
        try (Client5 five = connect5(device)) {
            assertThat(five.publish("sensor/" + device, "{}", 1)).isLessThan(128);
        }
    }

    @Test
    void an_answer_that_is_not_200_is_no_answer() throws Exception {
        String device = newDevice();
        for (int status : new int[]{204, 401, 404, 500, 503}) {
            hooks.answerWith(status);
            refusedAsUnavailable(device);
        }
        hooks.answerWith(200);
        connect5(device).close();
    }

    @Test
    void a_publish_that_nobody_decides_on_is_not_acknowledged_but_the_connection_closed() throws Exception {
        String device = newDevice();
        try (Client5 platform = platform(); Client5 five = connect5(device); Client3 three = connect3(newDevice())) {
            platform.subscribe("sensor/+", 1);
            hooks.stop();
            assertThatThrownBy(() -> five.publish("sensor/" + device, "undecided", 1))
                    .isInstanceOf(MqttException.class);
            await().untilAsserted(() -> assertThat(five.disconnects).contains(SERVER_BUSY));
            three.publish("sensor/x", "undecided", 1);
            await().until(() -> !three.isConnected());
            hooks.start();
            try (Client5 again = connect5(device)) {
                assertThat(again.publish("sensor/" + device, "decided", 1)).isLessThan(128);
            }
            await().untilAsserted(() -> assertThat(platform.received).extracting(Client5.Received::payload)
                    .containsExactly("decided"));
        }
    }

    @Test
    void what_was_allowed_a_moment_ago_goes_on() throws Exception {
        String device = newDevice();
        try (Client5 five = connect5(device)) {
            assertThat(five.publish("sensor/" + device, "1", 1)).isLessThan(128);
            hooks.stop();
            assertThat(five.publish("sensor/" + device, "2", 1)).isLessThan(128);
        }
    }

    @Test
    void what_was_refused_is_asked_again_soon() throws Exception {
        String device = newDevice();
        hooks.disable(device);
        assertThatThrownBy(() -> connect5(device)).isInstanceOf(MqttException.class);
        hooks.register(device, PASSWORD);
        connect5(device).close();
    }

    /** Many devices wait for an answer that does not come; messages between the others must flow all the same. */
    @Test
    void a_hanging_service_does_not_hold_up_those_who_are_in() throws Exception {
        String device = newDevice();
        List<Thread> connecting = new ArrayList<>();
        try (Client5 platform = platform(); Client5 five = connect5(device)) {
            platform.subscribe("sensor/" + device, 1);
            five.publish("sensor/" + device, "before", 1);
            hooks.stall();
            CountDownLatch refused = new CountDownLatch(150);
            for (int count = 0; count < 150; count++) {
                String waiting = newDevice();
                connecting.add(Thread.ofVirtual().start(() -> {
                    try {
                        connect5(waiting).close();
                    } catch (MqttException expected) {
                        refused.countDown();
                    }
                }));
            }
            for (int count = 0; count < 20; count++) {
                long begin = System.nanoTime();
                assertThat(five.publish("sensor/" + device, "during", 1)).isLessThan(128);
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
            }
            await().untilAsserted(() -> assertThat(platform.received).hasSize(21));
            assertThat(refused.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            hooks.goOn();
            for (Thread thread : connecting) {
                thread.join();
            }
        }
    }

    private void refusedAsUnavailable(String device) {
        assertThatThrownBy(() -> connect5(device)).isInstanceOfSatisfying(MqttException.class,
                refused -> assertThat(refused.getReasonCode()).isEqualTo(SERVER_UNAVAILABLE));
        assertThatThrownBy(() -> connect3(device)).isInstanceOfSatisfying(
                org.eclipse.paho.client.mqttv3.MqttException.class,
                refused -> assertThat(refused.getReasonCode()).isEqualTo(SERVER_UNAVAILABLE_3));
    }
}
