package dev.apk8s.local.artemis;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTReasonCodes;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * Says "not now" in MQTT's own words when nobody could be asked whether a device may do something. To Artemis that is a
 * refusal, and a device that is told so would throw its message away or give up its password.
 */
final class NotNow implements MQTTInterceptor {

    /** Closes a connected client's connection, so that it comes again with what was not acknowledged. */
    static void disconnect(RemotingConnection connection) {
        ChannelState.of(connection).decisionIsMissing();
        Channel channel = ChannelState.channel(connection);
        if (Disconnect.isVersion5(connection)) {
            var _ = channel.writeAndFlush(Disconnect.packet(MQTTReasonCodes.SERVER_BUSY))
                    .addListener(ChannelFutureListener.CLOSE);
        } else {
            var _ = channel.close();
        }
    }

    @Override
    public boolean intercept(MqttMessage packet, RemotingConnection connection) {
        ChannelState state = ChannelState.of(connection);
        if (!state.isDecisionMissing()) {
            return true;
        }
        if (packet instanceof MqttConnAckMessage refusal) {
            var _ = ChannelState.channel(connection)
                    .writeAndFlush(MqttMessageBuilders.connAck().sessionPresent(false)
                            .returnCode(unavailable(refusal.variableHeader().connectReturnCode())).build())
                    .addListener(ChannelFutureListener.CLOSE);
        }
        // The connection is being closed: whatever Artemis still answers would be the refusal.
        return false;
    }

    private static MqttConnectReturnCode unavailable(MqttConnectReturnCode refusal) {
        // Return codes of MQTT 3 are below 128, reason codes of MQTT 5 from there on.
        return refusal.byteValue() < 0
                ? MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE_5
                : MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE;
    }
}
