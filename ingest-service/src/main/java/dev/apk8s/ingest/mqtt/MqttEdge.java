package dev.apk8s.ingest.mqtt;

import dev.apk8s.ingest.role.OnlyInRole;
import dev.apk8s.platform.start.OnlyIfProperty;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Takes what devices publish. All replicas share the subscriptions; a message is acknowledged to the broker when the
 * log has it, and only then.
 */
@Component("mqtt")
@OnlyInRole(OnlyInRole.EDGE)
@OnlyIfProperty(name = "apk8s.ingest.mqtt.enabled", otherwise = "true")
final class MqttEdge implements SmartLifecycle, BrokerSession.Use, HealthIndicator {
    private static final String SHARED = "$share/apk8s-ingest/";
    private static final List<String> TOPICS = List.of("sensor/+", "streams/+/+", "responses/+/+");
    private static final int AT_LEAST_ONCE = 1;
    private static final int FAILURE = 0x80;

    private final BrokerProperties properties;
    private final InFlight inFlight;
    private final InboundQueue queue;
    private final BrokerSession session;
    private final AtomicLong sequence = new AtomicLong();
    private volatile boolean subscribed;
    private volatile boolean running;

    MqttEdge(BrokerProperties properties, Reception reception, MeterRegistry meters) {
        this.properties = properties;
        this.inFlight = new InFlight(properties.maxInFlight().toBytes(), meters);
        this.queue = new InboundQueue(reception, inFlight);
        this.session = new BrokerSession(properties, properties.clientId(), true, this);
        Gauge.builder("apk8s.ingest.mqtt.connected", session, edge -> edge.isConnected() ? 1 : 0)
                .description("Whether this replica takes messages from the broker").register(meters);
    }

    @Override
    public void connected(MqttAsyncClient connection, boolean resumed) throws MqttException {
        // To subscribe again would have Artemis forget which messages it gave meanwhile: their acknowledgements would
        // count for nothing, and after as many as it may give at once it would give no more. A release that changes
        // the topics must come with another client id.
        if (!resumed) {
            subscribe(connection);
        }
        subscribed = true;
    }

    private void subscribe(MqttAsyncClient connection) throws MqttException {
        MqttSubscription[] subscriptions = TOPICS.stream()
                .map(topic -> new MqttSubscription(SHARED + topic, AT_LEAST_ONCE)).toArray(MqttSubscription[]::new);
        IMqttToken token = connection.subscribe(subscriptions);
        token.waitForCompletion(properties.connectTimeout().toMillis());
        int[] reasons = token.getReasonCodes();
        if (reasons != null && Arrays.stream(reasons).anyMatch(reason -> reason >= FAILURE)) {
            throw new MqttException(Arrays.stream(reasons).max().orElse(FAILURE));
        }
    }

    /** Whether the broker has the subscriptions, from now or from before: its session outlives the connection. */
    boolean isSubscribed() {
        return subscribed;
    }

    @Override
    public void arrived(MqttAsyncClient connection, String topic, MqttMessage message) throws InterruptedException {
        Arrival arrival = Arrival.of(sequence.incrementAndGet(), connection, topic, message);
        if (inFlight.admit(arrival)) {
            queue.add(arrival);
        }
    }

    /** Part of the health that people look at, not of readiness: events over HTTP need no broker. */
    @Override
    public Health health() {
        return (session.isConnected() ? Health.up() : Health.down()).withDetail("broker", properties.url())
                .withDetail("clientId", properties.clientId()).withDetail("inFlight", inFlight.messages()).build();
    }

    @Override
    public void start() {
        queue.start();
        session.start();
        running = true;
    }

    @Override
    public void stop() {
        queue.stop();
        session.stop();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
