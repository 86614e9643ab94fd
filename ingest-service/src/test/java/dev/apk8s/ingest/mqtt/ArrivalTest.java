package dev.apk8s.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.junit.jupiter.api.Test;

class ArrivalTest {
    @Test
    void theDevicesOwnIdWinsOverTheBrokersStamp() throws MqttException {
        assertThat(arrival("apk8s-message-id", "stamp", "id", "own").id()).isEqualTo("own");
    }

    @Test
    void aMessageThatComesAgainKeepsTheBrokersStamp() throws MqttException {
        assertThat(arrival("apk8s-message-id", "stamp").id()).isEqualTo("stamp");
        assertThat(arrival("apk8s-message-id", "stamp").id()).isEqualTo("stamp");
    }

    @Test
    void withoutEitherAnIdIsMade() throws MqttException {
        assertThat(arrival().id()).hasSize(36).isNotEqualTo(arrival().id());
    }

    private static Arrival arrival(String... properties) throws MqttException {
        List<UserProperty> user = new ArrayList<>();
        for (int index = 0; index < properties.length; index += 2) {
            user.add(new UserProperty(properties[index], properties[index + 1]));
        }
        MqttProperties all = new MqttProperties();
        all.setUserProperties(user);
        return Arrival.of(1, new MqttAsyncClient("tcp://127.0.0.1:1", "x", new MemoryPersistence()), "sensor/d1",
                new MqttMessage(new byte[0], 1, false, all));
    }
}
