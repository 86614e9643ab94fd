package dev.apk8s.benchmarks.mqtt;

import dev.apk8s.benchmarks.measure.BenchmarkException;
import dev.apk8s.benchmarks.measure.Workload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.jspecify.annotations.Nullable;

/** Devices that publish at QoS 1 as fast as the broker acknowledges; the same for both contenders. */
final class Publishers implements AutoCloseable {
    private static final int IN_FLIGHT = 200;
    private static final long PATIENCE_SECONDS = 60;

    private final List<MqttAsyncClient> clients = new ArrayList<>();
    private final List<byte[]> events = Workload.events(500, 1);

    /** @param devices secrets by id */
    Publishers(String broker, Map<String, String> devices) {
        devices.forEach((id, secret) -> clients.add(connect(broker, id, secret)));
    }

    private static MqttAsyncClient connect(String broker, String id, String secret) {
        try {
            MqttAsyncClient client = new MqttAsyncClient(broker, id, new MemoryPersistence());
            MqttConnectionOptions options = new MqttConnectionOptions();
            options.setUserName(id);
            options.setPassword(secret.getBytes(StandardCharsets.UTF_8));
            client.connect(options).waitForCompletion(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            return client;
        } catch (MqttException fault) {
            throw new BenchmarkException(id + " cannot connect to " + broker, fault);
        }
    }

    /** Publishes so many in all; returns when the broker has acknowledged them. */
    void publish(int count) throws InterruptedException {
        AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (MqttAsyncClient client : clients) {
            threads.add(Thread.ofPlatform().start(() -> publish(client, count / clients.size(), fault)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Throwable failed = fault.get();
        if (failed != null) {
            throw new BenchmarkException("A message was not acknowledged", failed);
        }
    }

    private void publish(MqttAsyncClient client, int count, AtomicReference<@Nullable Throwable> fault) {
        Semaphore room = new Semaphore(IN_FLIGHT);
        String topic = "sensor/" + client.getClientId();
        MqttActionListener listener = new MqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                room.release();
            }

            @Override
            public void onFailure(IMqttToken token, Throwable failed) {
                fault.compareAndSet(null, failed);
                room.release();
            }
        };
        try {
            for (int i = 0; i < count && fault.get() == null; i++) {
                if (!room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new BenchmarkException("The broker acknowledges nothing");
                }
                client.publish(topic, new MqttMessage(events.get(i % events.size()), 1, false, null), null, listener);
            }
            if (!room.tryAcquire(IN_FLIGHT, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new BenchmarkException("The broker did not acknowledge all");
            }
        } catch (MqttException | BenchmarkException failed) {
            fault.compareAndSet(null, failed);
        } catch (InterruptedException stopped) {
            fault.compareAndSet(null, stopped);
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        for (MqttAsyncClient client : clients) {
            try {
                client.disconnectForcibly(0, 2_000, true);
                client.close(true);
            } catch (MqttException fault) {
                throw new BenchmarkException("A publisher was not disconnected", fault);
            }
        }
    }
}
