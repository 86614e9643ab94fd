package dev.apk8s.ingest.mqtt;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A message from the broker that has not been acknowledged.
 *
 * @param sequence grows in the order of arrival
 * @param id as the device gave it in the user property {@code id}; else as the broker stamped it, the same when the
 *     message comes again; else one of ours
 */
record Arrival(long sequence, MqttAsyncClient connection, int packetId, int qos, String topic, byte[] payload,
        String id, @Nullable String type, @Nullable String time, @Nullable String traceParent) {
    private static final Logger log = LoggerFactory.getLogger(Arrival.class);
    /** What a message takes in memory beside its payload, roughly. */
    private static final int OVERHEAD = 1_024;

    static Arrival of(long sequence, MqttAsyncClient connection, String topic, MqttMessage message) {
        var properties = message.getProperties();
        List<UserProperty> given = properties == null ? List.of() : properties.getUserProperties();
        String id = find(given, "id");
        String stamped = id == null ? find(given, "apk8s-message-id") : id;
        return new Arrival(sequence, connection, message.getId(), message.getQos(), topic, message.getPayload(),
                stamped == null ? UuidCreator.getTimeOrderedEpochFast().toString() : stamped, find(given, "type"),
                find(given, "time"), find(given, "traceparent"));
    }

    private static @Nullable String find(@Nullable List<UserProperty> properties, String name) {
        if (properties == null) {
            return null;
        }
        for (UserProperty property : properties) {
            if (name.equals(property.getKey())) {
                return property.getValue();
            }
        }
        return null;
    }

    /** The time that the device gave, or null if it gave none. */
    @Nullable
    Instant timeOrNull() throws DateTimeException {
        return time == null ? null : Instant.parse(time);
    }

    /** Whether it is of no use to go on: its connection ended, and the broker gives it again on the next one. */
    boolean isForsaken() {
        return qos > 0 && !connection.isConnected();
    }

    void acknowledge() {
        if (qos == 0 || !connection.isConnected()) {
            return;
        }
        try {
            connection.messageArrivedComplete(packetId, qos);
        } catch (MqttException | NullPointerException gone) {
            // A client that is being closed at this very moment has let go of its parts.
            log.debug("The connection ended before {} on {} was acknowledged; it will come again", id, topic, gone);
        }
    }

    int weight() {
        return payload.length + OVERHEAD;
    }
}
