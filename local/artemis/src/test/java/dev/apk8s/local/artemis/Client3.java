package dev.apk8s.local.artemis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** An MQTT 3.1.1 client that keeps what it receives. */
final class Client3 implements MqttCallback, AutoCloseable {
    static final int FAILURE = 128;
    private static final long LIMIT_MILLIS = 10_000;

    final List<String> received = new CopyOnWriteArrayList<>();
    private final MqttAsyncClient client;

    private Client3(int port, String clientId) throws MqttException {
        client = new MqttAsyncClient("tcp://127.0.0.1:" + port, clientId, new MemoryPersistence());
        client.setCallback(this);
    }

    static Client3 connect(int port, String clientId, String user, String password) throws MqttException {
        Client3 connected = new Client3(port, clientId);
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setUserName(user);
        options.setPassword(password.toCharArray());
        options.setConnectionTimeout(10);
        try {
            connected.client.connect(options).waitForCompletion(LIMIT_MILLIS);
        } catch (MqttException refused) {
            connected.client.close(true);
            throw refused;
        }
        return connected;
    }

    IMqttDeliveryToken publish(String topic, String payload, int quality) throws MqttException {
        return client.publish(topic, payload.getBytes(StandardCharsets.UTF_8), quality, false);
    }

    void publishAndWait(String topic, String payload) throws MqttException {
        publish(topic, payload, 1).waitForCompletion(LIMIT_MILLIS);
    }

    int subscribe(String filter, int quality) throws MqttException {
        IMqttToken token = client.subscribe(filter, quality);
        token.waitForCompletion(LIMIT_MILLIS);
        return token.getGrantedQos()[0];
    }

    boolean isConnected() {
        return client.isConnected();
    }

    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            client.disconnect().waitForCompletion(LIMIT_MILLIS);
        }
        client.close(true);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        received.add(topic + " " + new String(message.getPayload(), StandardCharsets.UTF_8));
    }

    @Override
    public void connectionLost(Throwable cause) {}

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {}
}
