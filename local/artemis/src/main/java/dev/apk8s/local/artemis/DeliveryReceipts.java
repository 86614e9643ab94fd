package dev.apk8s.local.artemis;

import java.util.Optional;

import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * Notices when a device acknowledges a command: watches what goes out with a packet id and which of these ids come
 * back. The broker's own notion of "acknowledged" would not do, it also covers messages that it gave up.
 */
final class DeliveryReceipts {
    private final DeliveryEvents events;

    DeliveryReceipts(DeliveryEvents events) {
        this.events = events;
    }

    MQTTInterceptor sent() {
        return new Sent();
    }

    MQTTInterceptor acknowledged() {
        return new Acknowledged();
    }

    private static final class Sent implements MQTTInterceptor {
        @Override
        public boolean intercept(MqttMessage packet, RemotingConnection connection) {
            if (packet instanceof MqttPublishMessage publish) {
                Deliveries deliveries = ChannelState.of(connection).deliveries();
                String topic = publish.variableHeader().topicName();
                if (publish.variableHeader().properties()
                        .getProperty(MqttPropertyType.TOPIC_ALIAS.value()) instanceof IntegerProperty alias) {
                    topic = deliveries.resolve(topic, alias.value());
                }
                if (publish.fixedHeader().qosLevel() != MqttQoS.AT_MOST_ONCE) {
                    deliveries.sent(publish.variableHeader().packetId(), topic);
                }
            }
            return true;
        }
    }

    private final class Acknowledged implements MQTTInterceptor {
        @Override
        public boolean intercept(MqttMessage packet, RemotingConnection connection) {
            MqttMessageType type = packet.fixedHeader().messageType();
            if ((type == MqttMessageType.PUBACK || type == MqttMessageType.PUBREC)
                    && packet.variableHeader() instanceof MqttMessageIdVariableHeader id) {
                Optional<String> topic = ChannelState.of(connection).deliveries().acknowledged(id.messageId());
                if (isAccepted(id)) {
                    topic.ifPresent(command -> events.acknowledged(command, connection));
                }
            }
            return true;
        }

        /** With MQTT 5 a client may answer that it does not take the message. */
        private static boolean isAccepted(MqttMessageIdVariableHeader id) {
            return !(id instanceof MqttPubReplyMessageVariableHeader reply) || reply.reasonCode() >= 0;
        }
    }
}
