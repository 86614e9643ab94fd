package dev.apk8s.local.artemis;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.mqtt.MqttDecoder;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * Bounds what a connection may make the broker hold. Artemis reads packets of up to 256 MiB, from anybody, before it
 * compares them with its limit.
 */
final class ChannelLimits implements ActiveMQServerPlugin {
    /** A little over the limit a client is told, so that it gets the reason code and not a cut. */
    private static final int DECODER_LIMIT = BrokerConfiguration.MAXIMUM_PACKET_SIZE + (64 << 10);

    @Override
    public void afterCreateConnection(RemotingConnection connection) {
        ChannelPipeline pipeline = ChannelState.channel(connection).pipeline();
        if (pipeline.get(MqttDecoder.class) != null) {
            pipeline.replace(MqttDecoder.class, "mqtt-decoder", new MqttDecoder(DECODER_LIMIT));
            pipeline.addAfter("mqtt-decoder", "read-ahead", new ReadAhead());
        }
    }
}
