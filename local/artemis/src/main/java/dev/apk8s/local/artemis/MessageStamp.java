package dev.apk8s.local.artemis;

import java.util.UUID;

import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTUtil;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * Gives every message an id when it is received, as an MQTT 5 user property. It is stored with the message, so each
 * redelivery carries the same one: MQTT itself has nothing that tells a redelivered message from an equal one.
 */
final class MessageStamp implements ActiveMQServerPlugin {
    static final String PROPERTY = "apk8s-message-id";

    @Override
    public void beforeSend(ServerSession session, @Nullable Transaction transaction, Message message, boolean direct,
            boolean noAutoCreateQueue) {
        String id = UUID.randomUUID().toString();
        int count = message.containsProperty(MQTTUtil.MQTT_USER_PROPERTY_EXISTS_KEY)
                ? message.getIntProperty(MQTTUtil.MQTT_USER_PROPERTY_EXISTS_KEY)
                : 0;
        if (count > 0 && replaceForged(message, id)) {
            return;
        }
        // Artemis keeps user properties as "<prefix><position>.<name>", and their number apart.
        message.putStringProperty(MQTTUtil.MQTT_USER_PROPERTY_KEY_PREFIX + count + "." + PROPERTY, id);
        message.putIntProperty(MQTTUtil.MQTT_USER_PROPERTY_EXISTS_KEY, count + 1);
    }

    /** A sender that sets the property itself does not choose the id. */
    private static boolean replaceForged(Message message, String id) {
        boolean replaced = false;
        for (SimpleString name : message.getPropertyNames()) {
            String text = name.toString();
            if (text.startsWith(MQTTUtil.MQTT_USER_PROPERTY_KEY_PREFIX) && text.endsWith("." + PROPERTY)) {
                message.putStringProperty(text, id);
                replaced = true;
            }
        }
        return replaced;
    }
}
