package dev.apk8s.local.demo.device;

import dev.apk8s.local.demo.client.DemoException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.jspecify.annotations.Nullable;

/** Publishes over MQTT 5, each reading with an event id as user property, and answers commands. */
public final class Mqtt5Device extends SimulatedDevice {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int AT_LEAST_ONCE = 1;

    private final MqttAsyncClient client;
    private final Window window = new Window();
    private final Probes probes;
    private final String topic;

    Mqtt5Device(Identity identity, Walk walk, Probes probes, String broker) {
        super(identity, walk);
        this.probes = probes;
        topic = "sensor/" + identity.id();
        try {
            client = new MqttAsyncClient(broker, identity.id(), new MemoryPersistence());
        } catch (MqttException fault) {
            throw new DemoException("No MQTT 5 client for " + broker + ": " + fault, fault);
        }
    }

    @Override
    public void connect() {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(identity().id());
        options.setPassword(identity().secret().getBytes(StandardCharsets.UTF_8));
        options.setAutomaticReconnect(false);
        options.setSocketFactory(new PromptSocketFactory());
        try {
            client.connect(options).waitForCompletion(PATIENCE.toMillis());
        } catch (MqttException fault) {
            throw new DemoException(identity() + " cannot connect over MQTT 5: " + fault, fault);
        }
    }

    /** Answers each command on its response topic with what the function makes of its payload. */
    public void answerCommands(UnaryOperator<String> answer) {
        client.setCallback(new CommandCallback((command, message) -> {
            MqttProperties asked = message.getProperties();
            if (asked != null && asked.getResponseTopic() != null) {
                MqttProperties properties = new MqttProperties();
                properties.setCorrelationData(asked.getCorrelationData());
                byte[] payload = answer.apply(new String(message.getPayload(), StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8);
                client.publish(asked.getResponseTopic(),
                        new MqttMessage(payload, AT_LEAST_ONCE, false, properties));
            }
        }));
        try {
            client.subscribe("commands/" + identity().id() + "/#", AT_LEAST_ONCE)
                    .waitForCompletion(PATIENCE.toMillis());
        } catch (MqttException fault) {
            throw new DemoException(identity() + " cannot subscribe to its commands: " + fault, fault);
        }
    }

    @Override
    void deliver(int first, List<byte[]> readings, @Nullable Trace trace) throws InterruptedException {
        for (int i = 0; i < readings.size(); i++) {
            if (window.enter(PATIENCE)) {
                publish(first + i, readings.get(i));
            } else {
                tally().failed(1, "the broker acknowledged nothing for " + PATIENCE.toSeconds() + " s");
            }
        }
    }

    private void publish(int sequence, byte[] reading) {
        String eventId = EventIds.of(identity().id(), sequence);
        MqttProperties properties = new MqttProperties();
        properties.setUserProperties(List.of(new UserProperty("id", eventId)));
        long begun = System.nanoTime();
        probes.offer(eventId, begun);
        try {
            client.publish(topic, new MqttMessage(reading, AT_LEAST_ONCE, false, properties), null,
                    new MqttActionListener() {
                        @Override
                        public void onSuccess(IMqttToken token) {
                            tally().acknowledged(sequence, System.nanoTime() - begun);
                            window.leave();
                        }

                        @Override
                        public void onFailure(IMqttToken token, Throwable fault) {
                            tally().failed(1, String.valueOf(fault));
                            window.leave();
                        }
                    });
        } catch (MqttException fault) {
            tally().failed(1, fault.toString());
            window.leave();
        }
    }

    @Override
    public boolean settle(Duration limit) throws InterruptedException {
        return window.awaitEmpty(limit);
    }

    @Override
    public void close() {
        try {
            client.disconnectForcibly(0, 2_000, true);
            client.close(true);
        } catch (MqttException fault) {
            throw new DemoException(identity() + " was not disconnected: " + fault, fault);
        }
    }
}
