package dev.apk8s.local.demo.device;

import dev.apk8s.local.demo.client.DemoException;
import java.time.Duration;
import java.util.List;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;

/** Publishes over MQTT 3.1.1, where a message cannot carry an id of its own: the broker's stamp gives it one. */
public final class Mqtt3Device extends SimulatedDevice {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int AT_LEAST_ONCE = 1;

    private final MqttAsyncClient client;
    private final Window window = new Window();
    private final String topic;

    Mqtt3Device(Identity identity, Walk walk, String broker) {
        super(identity, walk);
        topic = "sensor/" + identity.id();
        try {
            client = new MqttAsyncClient(broker, identity.id(), new MemoryPersistence());
        } catch (MqttException fault) {
            throw new DemoException("No MQTT 3.1.1 client for " + broker + ": " + fault, fault);
        }
    }

    @Override
    public void connect() {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setUserName(identity().id());
        options.setPassword(identity().secret().toCharArray());
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setMaxInflight(1_000);
        options.setSocketFactory(new PromptSocketFactory());
        try {
            client.connect(options).waitForCompletion(PATIENCE.toMillis());
        } catch (MqttException fault) {
            throw new DemoException(identity() + " cannot connect over MQTT 3.1.1: " + fault, fault);
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
        long begun = System.nanoTime();
        try {
            client.publish(topic, reading, AT_LEAST_ONCE, false, null, new IMqttActionListener() {
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
