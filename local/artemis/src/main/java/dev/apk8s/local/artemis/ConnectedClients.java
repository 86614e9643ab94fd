package dev.apk8s.local.artemis;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTReasonCodes;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/** Who is connected, and how to cut somebody off. */
final class ConnectedClients {
    private static final long CLOSE_LIMIT_MILLIS = 1_000;

    /**
     * One connection.
     *
     * @param address
     *            the client's network address
     */
    record Client(String username, String clientId, String address, Instant since, RemotingConnection connection) {}

    private final Map<Channel, Client> clients = new ConcurrentHashMap<>();
    private final AtomicLong cuts = new AtomicLong();

    /** Counts how often anybody was cut off; compare before and after asking. */
    long cutsSoFar() {
        return cuts.get();
    }

    /** Returns false, and does not count the client as connected, when somebody was cut off since. */
    boolean add(String username, RemotingConnection connection, long cutsBefore) {
        Channel channel = ChannelState.channel(connection);
        clients.put(channel, new Client(username, connection.getClientID(), connection.getRemoteAddress(),
                Instant.now(), connection));
        var _ = channel.closeFuture().addListener(closed -> clients.remove(channel));
        if (cuts.get() != cutsBefore) {
            clients.remove(channel);
            return false;
        }
        return true;
    }

    /** Sorted by client id. */
    List<Client> page(long skip, int limit) {
        return clients.values().stream().sorted(Comparator.comparing(Client::clientId)).skip(skip).limit(limit)
                .toList();
    }

    /** Empty once the connection is gone. */
    String username(RemotingConnection connection) {
        Client client = clients.get(ChannelState.channel(connection));
        return client == null ? "" : client.username();
    }

    int count() {
        return clients.size();
    }

    /** Closes all connections of a user; when it returns, nothing more is read from them. */
    void cut(String username) throws InterruptedException {
        cuts.incrementAndGet();
        List<Client> theirs = clients.values().stream().filter(client -> client.username().equals(username)).toList();
        for (Client client : theirs) {
            close(client.connection());
        }
        for (Client client : theirs) {
            ChannelState.channel(client.connection()).closeFuture().await(CLOSE_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private static void close(RemotingConnection connection) {
        Channel channel = ChannelState.channel(connection);
        channel.config().setAutoRead(false);
        if (Disconnect.isVersion5(connection)) {
            var _ = channel.writeAndFlush(Disconnect.packet(MQTTReasonCodes.ADMINISTRATIVE_ACTION))
                    .addListener(ChannelFutureListener.CLOSE);
        } else {
            var _ = channel.close();
        }
    }
}
