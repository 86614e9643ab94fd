package dev.apk8s.lake.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Publishes at QoS 1. It connects when there is something to say, and again after a failure. Used by one thread. */
@Component
final class MqttPublisher implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(MqttPublisher.class);
    private static final int AT_LEAST_ONCE = 1;
    private static final int WINDOW = 100;
    private static final int BAD = 0x80;

    /** A message to a topic. */
    record Message(String topic, byte[] payload) {}

    private final MqttProperties properties;
    private final Counter failures;
    private @Nullable MqttAsyncClient connection;

    MqttPublisher(MqttProperties properties, MeterRegistry meters) {
        this.properties = properties;
        failures = Counter.builder("apk8s.lake.mqtt.failures")
                .description("Times that the MQTT broker was away or did not take a message").register(meters);
    }

    /**
     * Returns when the broker has all of them.
     *
     * @throws IOException when that is not certain: they must be published again
     */
    synchronized void publish(List<Message> messages) throws IOException {
        try {
            for (int from = 0; from < messages.size(); from += WINDOW) {
                publishWindow(messages.subList(from, Math.min(from + WINDOW, messages.size())));
            }
        } catch (MqttException failed) {
            close();
            failures.increment();
            throw new IOException("The broker did not take a message: " + failed.getMessage(), failed);
        }
    }

    private void publishWindow(List<Message> messages) throws MqttException {
        MqttAsyncClient open = connected();
        List<IMqttToken> tokens = new ArrayList<>();
        for (Message message : messages) {
            tokens.add(open.publish(message.topic(), new MqttMessage(message.payload(), AT_LEAST_ONCE, false, null)));
        }
        for (IMqttToken token : tokens) {
            token.waitForCompletion(properties.timeout().toMillis());
            int[] reasons = token.getReasonCodes();
            if (reasons != null && reasons.length > 0 && reasons[0] >= BAD) {
                throw new MqttException(reasons[0]);
            }
        }
    }

    private MqttAsyncClient connected() throws MqttException {
        MqttAsyncClient open = connection;
        if (open != null && open.isConnected()) {
            return open;
        }
        close();
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(properties.user());
        options.setPassword(properties.password().getBytes(StandardCharsets.UTF_8));
        options.setAutomaticReconnect(false);
        options.setCleanStart(true);
        options.setConnectionTimeout(Math.toIntExact(properties.timeout().toSeconds()));
        MqttAsyncClient opened = new MqttAsyncClient(properties.url(), properties.clientId(), new MemoryPersistence());
        connection = opened;
        opened.connect(options).waitForCompletion(properties.timeout().toMillis());
        log.info("Connected to {} as '{}'", properties.url(), properties.clientId());
        return opened;
    }

    private void close() {
        MqttAsyncClient open = connection;
        connection = null;
        if (open == null) {
            return;
        }
        try {
            open.disconnectForcibly(0, properties.timeout().toMillis(), open.isConnected());
        } catch (MqttException already) {
            log.debug("The broker was left without goodbye", already);
        }
        try {
            open.close(true);
        } catch (MqttException already) {
            log.debug("The connection was not closed cleanly", already);
        }
    }

    @Override
    public synchronized void destroy() {
        close();
    }
}
