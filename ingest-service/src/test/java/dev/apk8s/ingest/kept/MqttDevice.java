package dev.apk8s.ingest.kept;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Semaphore;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/** A device that publishes at QoS 1. It gives no ids: every message must become one event all the same. */
final class MqttDevice implements AutoCloseable {
    private static final int IN_FLIGHT = 50;
    private static final int WAIT_MILLIS = 10_000;
    /** Reason codes from here on say no. */
    private static final int REFUSED = 0x80;

    private final MqttAsyncClient client;
    private final String topic;
    private final Semaphore places = new Semaphore(IN_FLIGHT);
    final Set<Integer> acknowledged = new ConcurrentSkipListSet<>();

    MqttDevice(Installation installation, String device) throws MqttException {
        String secret = installation.register(device);
        topic = "sensor/" + device;
        client = new MqttAsyncClient(installation.broker.export("mqtt-url"), device, new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(device);
        options.setPassword(secret.getBytes(StandardCharsets.UTF_8));
        options.setCleanStart(false);
        options.setSessionExpiryInterval(3_600L);
        options.setAutomaticReconnect(false);
        client.connect(options).waitForCompletion(WAIT_MILLIS);
    }

    void publish(int number) throws MqttException, InterruptedException {
        places.acquire();
        MqttMessage message = new MqttMessage(("{\"n\":" + number + "}").getBytes(StandardCharsets.UTF_8));
        message.setQos(1);
        message.setProperties(new MqttProperties());
        client.publish(topic, message, null, new MqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                if (token.getReasonCodes()[0] < REFUSED) {
                    acknowledged.add(number);
                }
                places.release();
            }

            @Override
            public void onFailure(@Nullable IMqttToken token, Throwable failure) {
                places.release();
            }
        });
    }

    /** Waits until the broker answered all that was published. */
    void settle() throws InterruptedException {
        places.acquire(IN_FLIGHT);
        places.release(IN_FLIGHT);
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(0, WAIT_MILLIS, false);
        client.close();
    }
}
