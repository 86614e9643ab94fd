package dev.apk8s.local.artemis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/** An MQTT 5 client that keeps what it receives. */
final class Client5 implements MqttCallback, AutoCloseable {
    static final int NOT_AUTHORISED = 135;
    private static final long LIMIT_MILLIS = 10_000;

    /** One message as it came. */
    record Received(String topic, String payload, int packetId, int quality, boolean retained,
            MqttProperties properties) {
        List<String> userProperties(String name) {
            return properties.getUserProperties().stream().filter(property -> property.getKey().equals(name))
                    .map(UserProperty::getValue).toList();
        }
    }

    final List<Received> received = new CopyOnWriteArrayList<>();
    final List<Integer> disconnects = new CopyOnWriteArrayList<>();
    private final MqttAsyncClient client;

    private Client5(int port, String clientId) throws MqttException {
        client = new MqttAsyncClient("tcp://127.0.0.1:" + port, clientId, new MemoryPersistence());
        client.setCallback(this);
    }

    static Client5 connect(int port, String clientId, String user, String password) throws MqttException {
        return connect(port, clientId, user, password, options -> {});
    }

    static Client5 connect(int port, String clientId, String user, String password,
            Consumer<MqttConnectionOptions> change) throws MqttException {
        return connect(port, clientId, user, password, false, change);
    }

    static Client5 connect(int port, String clientId, String user, String password, boolean manualAcknowledgement,
            Consumer<MqttConnectionOptions> change) throws MqttException {
        Client5 connected = new Client5(port, clientId);
        connected.client.setManualAcks(manualAcknowledgement);
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(user);
        options.setPassword(password.getBytes(StandardCharsets.UTF_8));
        options.setCleanStart(true);
        options.setConnectionTimeout(10);
        change.accept(options);
        try {
            connected.client.connect(options).waitForCompletion(LIMIT_MILLIS);
        } catch (MqttException refused) {
            connected.client.close(true);
            throw refused;
        }
        return connected;
    }

    /** Returns the reason code of the acknowledgement. */
    int publish(String topic, String payload, int quality) throws MqttException {
        MqttMessage message = new MqttMessage(payload.getBytes(StandardCharsets.UTF_8));
        message.setQos(quality);
        return publish(topic, message);
    }

    int publish(String topic, MqttMessage message) throws MqttException {
        IMqttToken token = client.publish(topic, message);
        token.waitForCompletion(LIMIT_MILLIS);
        int[] codes = token.getReasonCodes();
        return codes == null || codes.length == 0 ? 0 : codes[0];
    }

    /** Returns the reason code of the acknowledgement: the quality that was granted, or an error from 128 on. */
    int subscribe(String filter, int quality) throws MqttException {
        IMqttToken token = client.subscribe(filter, quality);
        token.waitForCompletion(LIMIT_MILLIS);
        return token.getReasonCodes()[0];
    }

    void unsubscribe(String filter) throws MqttException {
        client.unsubscribe(filter).waitForCompletion(LIMIT_MILLIS);
    }

    void acknowledge(Received message) throws MqttException {
        client.messageArrivedComplete(message.packetId(), message.quality());
    }

    boolean isConnected() {
        return client.isConnected();
    }

    /** Goes without a word, as a client does whose network fails. */
    void vanish() throws MqttException {
        client.disconnectForcibly(0, 1, false);
        client.close(true);
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
        received.add(new Received(topic, new String(message.getPayload(), StandardCharsets.UTF_8), message.getId(),
                message.getQos(), message.isRetained(), message.getProperties()));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        disconnects.add(response.getReturnCode());
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
