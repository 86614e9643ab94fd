package dev.apk8s.ingest.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
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

/** A device that speaks MQTT 5. */
public final class Device5 implements MqttCallback, AutoCloseable {
    private static final long LIMIT_MILLIS = 10_000;

    private final MqttAsyncClient client;
    private final List<MqttMessage> received = new CopyOnWriteArrayList<>();
    private Consumer<MqttMessage> onMessage = _ -> {};

    private Device5(String url, String clientId) throws MqttException {
        client = new MqttAsyncClient(url, clientId, new MemoryPersistence());
        client.setCallback(this);
    }

    /** Connects with a device's credentials, or throws what the broker refuses them with. */
    public static Device5 connect(String url, String device, String secret) throws MqttException {
        return connect(url, device, device, secret);
    }

    public static Device5 connect(String url, String clientId, String user, String secret) throws MqttException {
        return connect(new Device5(url, clientId), user, secret, new MqttConnectionOptions());
    }

    /** The broker collects messages for the device while it is away, for an hour. */
    public static Device5 resume(String url, String user, String secret) throws MqttException {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(false);
        options.setSessionExpiryInterval(3_600L);
        return connect(new Device5(url, user), user, secret, options);
    }

    private static Device5 connect(Device5 device, String user, String secret, MqttConnectionOptions options)
            throws MqttException {
        options.setUserName(user);
        options.setPassword(secret.getBytes(StandardCharsets.UTF_8));
        options.setConnectionTimeout(5);
        try {
            device.client.connect(options).waitForCompletion(LIMIT_MILLIS);
        } catch (MqttException refused) {
            device.client.close(true);
            throw refused;
        }
        return device;
    }

    /** Publishes at least once; returns the reason code that the broker acknowledged it with. */
    public int publish(String topic, String payload, Map<String, String> userProperties) throws MqttException {
        MqttProperties properties = new MqttProperties();
        properties.setUserProperties(userProperties.entrySet().stream()
                .map(property -> new UserProperty(property.getKey(), property.getValue())).toList());
        IMqttToken token = client.publish(topic,
                new MqttMessage(payload.getBytes(StandardCharsets.UTF_8), 1, false, properties));
        token.waitForCompletion(LIMIT_MILLIS);
        int[] codes = token.getReasonCodes();
        return codes == null || codes.length == 0 ? 0 : codes[0];
    }

    public int publish(String topic, String payload) throws MqttException {
        return publish(topic, payload, Map.of());
    }

    /** Returns the granted quality of service, or an error from 128 on. */
    public int subscribe(String filter) throws MqttException {
        IMqttToken token = client.subscribe(filter, 1);
        token.waitForCompletion(LIMIT_MILLIS);
        return token.getReasonCodes()[0];
    }

    /** Does something with each message that comes; on the client's own thread. */
    public void onMessage(Consumer<MqttMessage> work) {
        onMessage = work;
    }

    /** Answers a message on its response topic, without waiting. */
    public void answer(MqttMessage message, String payload) {
        try {
            client.publish(message.getProperties().getResponseTopic(),
                    new MqttMessage(payload.getBytes(StandardCharsets.UTF_8), 1, false, new MqttProperties()));
        } catch (MqttException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public List<MqttMessage> received() {
        return received;
    }

    public boolean isConnected() {
        return client.isConnected();
    }

    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            client.disconnect(100).waitForCompletion(LIMIT_MILLIS);
        }
        client.close(true);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        received.add(message);
        onMessage.accept(message);
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
