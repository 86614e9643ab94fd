package dev.apk8s.ingest.mqtt;

import dev.apk8s.ingest.role.OnlyInRole;
import dev.apk8s.platform.start.OnlyIfProperty;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Publishes to devices, over a connection of its own: its acknowledgements do not queue behind what devices send. */
@Component
@OnlyInRole(OnlyInRole.EDGE)
@OnlyIfProperty(name = "apk8s.ingest.mqtt.enabled", otherwise = "true")
public class DevicePublisher implements SmartLifecycle {
    private static final int AT_LEAST_ONCE = 1;

    private final BrokerSession session;
    private volatile boolean running;

    DevicePublisher(BrokerProperties properties) {
        session = new BrokerSession(properties, properties.clientId() + "-commands", false, new OnlyPublishing());
    }

    /**
     * A message to a device.
     *
     * @param responseTopic where the device may publish its answer
     * @param correlation goes with it, for the device to give back
     * @param expirySeconds after which the broker drops it, if the device did not get it
     * @param properties MQTT 5 user properties
     * @param payload JSON
     */
    public record Outgoing(String topic, String responseTopic, String correlation, long expirySeconds,
            Map<String, String> properties, byte[] payload) {}

    /** Completes when the broker has the message; fails when that is not certain, and it is to be published again. */
    public CompletableFuture<Void> publish(Outgoing outgoing) {
        CompletableFuture<Void> taken = new CompletableFuture<>();
        MqttAsyncClient connection = session.connection();
        if (connection == null) {
            taken.completeExceptionally(new IllegalStateException("There is no connection to the broker"));
            return taken;
        }
        try {
            connection.publish(outgoing.topic(), message(outgoing), null, new MqttActionListener() {
                @Override
                public void onSuccess(IMqttToken token) {
                    taken.complete(null);
                }

                @Override
                public void onFailure(IMqttToken token, Throwable failure) {
                    taken.completeExceptionally(failure);
                }
            });
        } catch (MqttException failed) {
            taken.completeExceptionally(failed);
        }
        return taken;
    }

    private static MqttMessage message(Outgoing outgoing) {
        MqttProperties properties = new MqttProperties();
        properties.setPayloadFormat(true);
        properties.setContentType("application/json");
        properties.setResponseTopic(outgoing.responseTopic());
        properties.setCorrelationData(outgoing.correlation().getBytes(StandardCharsets.UTF_8));
        properties.setMessageExpiryInterval(outgoing.expirySeconds());
        List<UserProperty> user = outgoing.properties().entrySet().stream()
                .map(property -> new UserProperty(property.getKey(), property.getValue())).toList();
        properties.setUserProperties(user);
        return new MqttMessage(outgoing.payload(), AT_LEAST_ONCE, false, properties);
    }

    @Override
    public void start() {
        session.start();
        running = true;
    }

    @Override
    public void stop() {
        session.stop();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private static final class OnlyPublishing implements BrokerSession.Use {
        @Override
        public void connected(MqttAsyncClient connection, boolean resumed) {
            // Nothing to subscribe to.
        }

        @Override
        public void arrived(MqttAsyncClient connection, String topic, MqttMessage message) {
            throw new IllegalStateException("Nothing was subscribed to, but a message came on " + topic);
        }
    }
}
