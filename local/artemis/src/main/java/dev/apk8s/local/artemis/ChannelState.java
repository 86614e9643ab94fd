package dev.apk8s.local.artemis;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/** What the platform's additions remember of one network connection; it goes with the connection. */
final class ChannelState {
    private static final AttributeKey<ChannelState> KEY = AttributeKey.valueOf(ChannelState.class, "state");

    private final Deliveries deliveries = new Deliveries();
    private volatile boolean connectSeen;
    private volatile boolean decisionMissing;

    private ChannelState() {}

    static Channel channel(RemotingConnection connection) {
        if (connection.getTransportConnection() instanceof NettyConnection netty) {
            return netty.getNettyChannel();
        }
        throw new IllegalStateException("Not a network connection: " + connection.getTransportConnection());
    }

    static ChannelState of(RemotingConnection connection) {
        return of(channel(connection));
    }

    static ChannelState of(Channel channel) {
        ChannelState state = channel.attr(KEY).get();
        if (state != null) {
            return state;
        }
        ChannelState fresh = new ChannelState();
        ChannelState earlier = channel.attr(KEY).setIfAbsent(fresh);
        return earlier == null ? fresh : earlier;
    }

    Deliveries deliveries() {
        return deliveries;
    }

    /** Returns false from the second time on. */
    boolean firstConnect() {
        boolean first = !connectSeen;
        connectSeen = true;
        return first;
    }

    boolean isConnectSeen() {
        return connectSeen;
    }

    /** Nobody could be asked: what follows is "not now", not "never". */
    void decisionIsMissing() {
        decisionMissing = true;
    }

    boolean isDecisionMissing() {
        return decisionMissing;
    }
}
