package dev.apk8s.local.artemis;

import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/** MQTT 5 lets the server say why it closes a connection; the versions before it only close. */
final class Disconnect {
    private Disconnect() {}

    static boolean isVersion5(RemotingConnection connection) {
        return "MQTT5".equals(connection.getProtocolName());
    }

    static MqttMessage packet(byte reasonCode) {
        return MqttMessageBuilders.disconnect().reasonCode(reasonCode).build();
    }
}
