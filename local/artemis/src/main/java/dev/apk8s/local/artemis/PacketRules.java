package dev.apk8s.local.artemis;

import java.util.List;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/** What a packet must keep to before Artemis acts on it. A connection that sends another is closed. */
final class PacketRules implements MQTTInterceptor {
    private static final int MAXIMUM_TOPIC_LENGTH = 512;
    private static final int MAXIMUM_FILTERS = 64;
    /** Artemis multiplies seconds by 1,000 in 32 bits: a longer interval would end in the past, and lose the message. */
    private static final int LONGEST_INTERVAL_SECONDS = Integer.MAX_VALUE / 1_000;
    private static final int FOREVER = -1;

    @Override
    public boolean intercept(MqttMessage packet, RemotingConnection connection) {
        ChannelState state = ChannelState.of(connection);
        return switch (packet) {
            case MqttConnectMessage connect -> state.firstConnect() && connect(connect);
            case MqttPublishMessage publish -> state.isConnectSeen() && publish(publish);
            case MqttSubscribeMessage subscribe -> state.isConnectSeen() && subscribe(subscribe);
            default -> state.isConnectSeen();
        };
    }

    private static boolean connect(MqttConnectMessage connect) {
        shorten(connect.variableHeader().properties(), MqttPropertyType.SESSION_EXPIRY_INTERVAL);
        return !connect.variableHeader().isWillFlag() || isTopic(connect.payload().willTopic());
    }

    private static boolean publish(MqttPublishMessage publish) {
        shorten(publish.variableHeader().properties(), MqttPropertyType.PUBLICATION_EXPIRY_INTERVAL);
        // With an alias the topic may be empty.
        return isTopic(publish.variableHeader().topicName());
    }

    private static boolean subscribe(MqttSubscribeMessage subscribe) {
        List<MqttTopicSubscription> subscriptions = subscribe.payload().topicSubscriptions();
        return subscriptions.size() <= MAXIMUM_FILTERS
                && subscriptions.stream().allMatch(subscription -> isTopic(subscription.topicFilter()));
    }

    /** "::" would name a queue of the broker past the address that is authorised; a backslash escapes in addresses. */
    private static boolean isTopic(String topic) {
        return topic.length() <= MAXIMUM_TOPIC_LENGTH && !topic.contains("::") && topic.indexOf('\\') < 0;
    }

    private static void shorten(MqttProperties properties, MqttPropertyType interval) {
        if (properties.getProperty(interval.value()) instanceof IntegerProperty seconds
                && (seconds.value() > LONGEST_INTERVAL_SECONDS || seconds.value() < FOREVER)) {
            properties.add(new IntegerProperty(interval.value(), LONGEST_INTERVAL_SECONDS));
        }
    }
}
