package dev.apk8s.benchmarks.mqtt;

import dev.apk8s.benchmarks.measure.BenchmarkException;
import dev.apk8s.benchmarks.measure.Contender;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/**
 * A Paho client that shares the edge's own subscription, so that the broker has the same work with it, and only counts
 * what it gets before it acknowledges it.
 */
final class CountingSubscriber implements Contender {
    private static final int WARM_UP = 40_000;
    private static final int RECEIVE_MAXIMUM = 1_000;
    private static final long PATIENCE_SECONDS = 120;

    private final String broker;
    private final String password;
    private final Publishers publishers;
    private final int count;
    private final AtomicLong received = new AtomicLong();
    private @Nullable MqttAsyncClient client;

    CountingSubscriber(String broker, String password, Publishers publishers, int count) {
        this.broker = broker;
        this.password = password;
        this.publishers = publishers;
        this.count = count;
    }

    @Override
    public String name() {
        return "Paho subscriber that counts";
    }

    @Override
    public void prepare() throws InterruptedException {
        try {
            MqttAsyncClient subscriber = new MqttAsyncClient(broker, "apk8s-benchmark", new MemoryPersistence());
            subscriber.setCallback(new Counting());
            MqttConnectionOptions options = new MqttConnectionOptions();
            options.setUserName("apk8s-ingest");
            options.setPassword(password.getBytes(StandardCharsets.UTF_8));
            options.setReceiveMaximum(RECEIVE_MAXIMUM);
            options.setCleanStart(false);
            options.setSessionExpiryInterval(3_600L);
            subscriber.connect(options).waitForCompletion(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            subscriber.subscribe("$share/apk8s-ingest/sensor/+", 1)
                    .waitForCompletion(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            client = subscriber;
        } catch (MqttException fault) {
            throw new BenchmarkException("The subscriber cannot connect", fault);
        }
        publishAndAwait(WARM_UP);
    }

    @Override
    public double round() throws InterruptedException {
        long begun = System.nanoTime();
        publishAndAwait(count);
        return count / ((System.nanoTime() - begun) / 1e9);
    }

    private void publishAndAwait(int messages) throws InterruptedException {
        long wanted = received.get() + messages;
        publishers.publish(messages);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (received.get() < wanted) {
            if (System.nanoTime() > deadline) {
                throw new BenchmarkException("The subscriber misses " + (wanted - received.get()) + " messages");
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    @Override
    public void finish() {
        MqttAsyncClient connected = client;
        if (connected == null) {
            throw new BenchmarkException("The subscriber is not connected");
        }
        try {
            // It does not unsubscribe: whatever waits in the subscription that it shares with the edge would go with it.
            connected.disconnect().waitForCompletion(10_000);
            connected.close(true);
        } catch (MqttException fault) {
            throw new BenchmarkException("The subscriber was not disconnected", fault);
        }
        client = null;
    }

    private final class Counting implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) {
            received.incrementAndGet();
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            // The round ends without its messages, and says so.
        }

        @Override
        public void mqttErrorOccurred(MqttException error) {
            // As above.
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            // It publishes nothing.
        }

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {
            // Connecting waits on its own token.
        }

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {
            // Enhanced authentication is not used.
        }
    }
}
