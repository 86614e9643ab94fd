package dev.apk8s.local.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, and as whom. */
class ConnectingIT extends BrokerTest {
    private static final int BAD_USER_NAME_OR_PASSWORD = 134;
    private static final int CLIENT_ID_NOT_VALID = 133;
    private static final int REFUSED_CLIENT_ID_3 = 2;
    private static final int REFUSED_3 = 5;

    @Test
    void a_device_gets_in_with_its_secret_by_either_version() throws Exception {
        String device = newDevice();
        try (Client5 five = connect5(device)) {
            assertThat(five.isConnected()).isTrue();
        }
        try (Client3 three = connect3(device)) {
            assertThat(three.isConnected()).isTrue();
        }
    }

    @Test
    void a_wrong_secret_is_refused() {
        String device = newDevice();
        refused5(() -> Client5.connect(mqttPort, device, device, "wrong"), BAD_USER_NAME_OR_PASSWORD);
        refused3(() -> Client3.connect(mqttPort, device, device, "wrong"), REFUSED_3);
    }

    @Test
    void a_device_may_have_several_sessions_and_may_leave_the_name_to_the_broker() throws Exception {
        String device = newDevice();
        try (Client5 second = Client5.connect(mqttPort, device + ":second", device, PASSWORD);
                Client5 third = Client5.connect(mqttPort, "", device, PASSWORD)) {
            assertThat(second.publish("sensor/" + device, "{}", 1)).isLessThan(128);
            assertThat(third.publish("sensor/" + device, "{}", 1)).isLessThan(128);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"another", "apk8s-mine", "%sx", "%s:", "%s:x' OR '1'='1", "%s:a::b"})
    void a_client_id_that_is_not_its_own_is_refused(String clientId) {
        String device = newDevice();
        String foreign = clientId.formatted(device);
        refused5(() -> Client5.connect(mqttPort, foreign, device, PASSWORD), CLIENT_ID_NOT_VALID);
        refused3(() -> Client3.connect(mqttPort, foreign, device, PASSWORD), REFUSED_CLIENT_ID_3);
    }

    @Test
    void the_platform_is_known_without_asking() throws Exception {
        hooks.stop();
        try (Client5 platform = platform()) {
            assertThat(platform.subscribe("sensor/+", 1)).isEqualTo(1);
            assertThat(platform.publish("commands/nobody/1", "{}", 1)).isLessThan(128);
        }
    }

    @Test
    void nobody_passes_for_the_platform() {
        hooks.register("apk8s-ingest", PASSWORD);
        hooks.register("apk8s-other", PASSWORD);
        refused5(() -> Client5.connect(mqttPort, "apk8s-x", "apk8s-ingest", PASSWORD), BAD_USER_NAME_OR_PASSWORD);
        refused5(() -> Client5.connect(mqttPort, "apk8s-other", "apk8s-other", PASSWORD), BAD_USER_NAME_OR_PASSWORD);
        refused5(() -> Client5.connect(mqttPort, "lab-1", "apk8s-ingest", PLATFORM_PASSWORD), CLIENT_ID_NOT_VALID);
    }

    private static void refused5(ThrowingCallable connect, int reason) {
        assertThatThrownBy(connect).isInstanceOfSatisfying(MqttException.class,
                refused -> assertThat(refused.getReasonCode()).isEqualTo(reason));
    }

    private static void refused3(ThrowingCallable connect, int reason) {
        assertThatThrownBy(connect).isInstanceOfSatisfying(org.eclipse.paho.client.mqttv3.MqttException.class,
                refused -> assertThat(refused.getReasonCode()).isEqualTo(reason));
    }
}
