package dev.apk8s.lake.event;

import dev.apk8s.local.junit.Engines;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Hears what is told on one topic. */
final class MqttListener implements MqttCallback, AutoCloseable {
    private static final long PATIENCE_MILLIS = 10_000;

    final List<String> heard = new CopyOnWriteArrayList<>();
    private final MqttAsyncClient client;

    MqttListener(String topic) throws MqttException {
        client = new MqttAsyncClient(Engines.export("artemis", "mqtt-url"), "apk8s-test-" + UUID.randomUUID(),
                new MemoryPersistence());
        client.setCallback(this);
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName("apk8s-ingest");
        options.setPassword(Engines.secret("mqtt-platform").getBytes(StandardCharsets.UTF_8));
        client.connect(options).waitForCompletion(PATIENCE_MILLIS);
        client.subscribe(topic, 1).waitForCompletion(PATIENCE_MILLIS);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        heard.add(new String(message.getPayload(), StandardCharsets.UTF_8));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        // Closing does this.
    }

    @Override
    public void mqttErrorOccurred(MqttException error) {
        heard.add(error.toString());
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // Nothing is published.
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        // Waited for.
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // Not used.
    }

    @Override
    public void close() throws MqttException {
        client.disconnect().waitForCompletion(PATIENCE_MILLIS);
        client.close();
    }
}
