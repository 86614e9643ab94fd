package dev.apk8s.local.demo.device;

import dev.apk8s.local.demo.client.DemoException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Listens to a topic with a device's secret, over a session of its own beside the device's. */
public final class TopicWatch implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int AT_LEAST_ONCE = 1;
    private static final int MOST_MESSAGES = 10_000;
    private static final JsonMapper JSON = new JsonMapper();

    private final MqttAsyncClient client;
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>(MOST_MESSAGES);

    /** Returns when the subscription counts. */
    public TopicWatch(Identity identity, String broker, String topic) {
        try {
            client = new MqttAsyncClient(broker, identity.id() + ":watch", new MemoryPersistence());
            MqttConnectionOptions options = new MqttConnectionOptions();
            options.setUserName(identity.id());
            options.setPassword(identity.secret().getBytes(StandardCharsets.UTF_8));
            options.setAutomaticReconnect(false);
            client.setCallback(new CommandCallback((_, message) -> messages
                    .offer(new String(message.getPayload(), StandardCharsets.UTF_8))));
            client.connect(options).waitForCompletion(PATIENCE.toMillis());
            client.subscribe(topic, AT_LEAST_ONCE).waitForCompletion(PATIENCE.toMillis());
        } catch (MqttException fault) {
            throw new DemoException(identity + " cannot listen to topic " + topic + ": " + fault, fault);
        }
    }

    /**
     * The first message that is as wanted; others are passed over.
     *
     * @throws DemoException if none comes in time
     */
    public JsonNode await(Predicate<JsonNode> wanted, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            JsonNode message = next(Duration.ofNanos(deadline - System.nanoTime())).orElseThrow(
                    () -> new DemoException("No such message came over MQTT within " + limit.toSeconds() + " s."));
            if (wanted.test(message)) {
                return message;
            }
        }
    }

    /** The next message, if one comes in time. */
    public Optional<JsonNode> next(Duration limit) throws InterruptedException {
        return Optional.ofNullable(messages.poll(limit.toNanos(), TimeUnit.NANOSECONDS)).map(JSON::readTree);
    }

    @Override
    public void close() {
        try {
            client.disconnectForcibly(0, 2_000, true);
            client.close(true);
        } catch (MqttException fault) {
            throw new DemoException("A subscriber was not disconnected: " + fault, fault);
        }
    }
}
