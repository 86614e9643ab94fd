package dev.apk8s.ingest.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session at the broker that is connected again for as long as it takes, with growing and scattered pauses. Each
 * connection is a client object of its own: packet ids begin anew with it, so that an acknowledgement that comes late
 * cannot hit another message.
 */
final class BrokerSession {
    private static final Logger log = LoggerFactory.getLogger(BrokerSession.class);
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long GOODBYE_MILLIS = 500;

    /** What is done with a connection. */
    interface Use {
        /**
         * Called first; an exception ends the connection.
         *
         * @param resumed whether the broker still has the session, with its subscriptions
         */
        void connected(MqttAsyncClient connection, boolean resumed) throws MqttException;

        /** Called one message at a time; while it does not return, nothing more is read. */
        void arrived(MqttAsyncClient connection, String topic, MqttMessage message) throws InterruptedException;
    }

    private final BrokerProperties properties;
    private final String clientId;
    private final boolean persistent;
    private final Use use;
    private volatile @Nullable MqttAsyncClient current;
    private volatile @Nullable Thread supervisor;

    /** @param persistent whether the broker collects messages while we are away */
    BrokerSession(BrokerProperties properties, String clientId, boolean persistent, Use use) {
        this.properties = properties;
        this.clientId = clientId;
        this.persistent = persistent;
        this.use = use;
    }

    synchronized void start() {
        // Not a virtual one: the client looks for its services in the service's jar, whose lock must not be with a thread
        // that waits for a carrier while all carriers load classes from the same jar.
        Thread thread = Thread.ofPlatform().daemon().name("mqtt-" + clientId).unstarted(this::supervise);
        supervisor = thread;
        thread.start();
    }

    /** Ends the connection in the protocol's way, after what was to be sent has been sent. */
    synchronized void stop() {
        Thread running = supervisor;
        if (running == null) {
            return;
        }
        supervisor = null;
        running.interrupt();
        try {
            running.join(properties.connectTimeout().multipliedBy(2));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isConnected() {
        return current != null;
    }

    /** The connection, if there is one right now. */
    @Nullable
    MqttAsyncClient connection() {
        return current;
    }

    private void supervise() {
        int failures = 0;
        while (supervisor == Thread.currentThread()) {
            try {
                failures = connectAndStay() ? 0 : failures + 1;
                if (supervisor == Thread.currentThread()) {
                    TimeUnit.MILLISECONDS.sleep(pause(failures));
                }
            } catch (InterruptedException stopped) {
                log.debug("The session '{}' is stopped", clientId, stopped);
                return;
            } catch (RuntimeException unexpected) {
                failures++;
                log.error("The session '{}' failed and will be tried again", clientId, unexpected);
            }
        }
    }

    /** Returns when the connection has ended: true if it had come about. */
    private boolean connectAndStay() throws InterruptedException {
        CountDownLatch lost = new CountDownLatch(1);
        MqttAsyncClient client = null;
        try {
            client = new MqttAsyncClient(properties.url(), clientId, new MemoryPersistence());
            client.setManualAcks(true);
            client.setCallback(new Callback(client, lost));
            long patience = properties.connectTimeout().toMillis();
            IMqttToken connecting = client.connect(options());
            connecting.waitForCompletion(patience);
            use.connected(client, connecting.getSessionPresent());
            current = client;
            log.info("Connected to {} as '{}'", properties.url(), clientId);
            lost.await();
            log.warn("The connection of '{}' to {} is lost", clientId, properties.url());
            return true;
        } catch (MqttException failed) {
            log.warn("'{}' cannot connect to {}: {}", clientId, properties.url(), failed.toString());
            return false;
        } finally {
            current = null;
            close(client);
        }
    }

    private void close(@Nullable MqttAsyncClient client) {
        if (client == null) {
            return;
        }
        try {
            if (client.isConnected()) {
                client.disconnect(GOODBYE_MILLIS).waitForCompletion(properties.connectTimeout().toMillis());
            } else {
                client.disconnectForcibly(0, 1, false);
            }
        } catch (MqttException already) {
            log.debug("'{}' did not say goodbye", clientId, already);
        }
        try {
            client.close(true);
        } catch (MqttException already) {
            log.debug("'{}' was not closed cleanly", clientId, already);
        }
    }

    private long pause(int failures) {
        long longest = Math.min(properties.longestPause().toMillis(), FIRST_PAUSE_MILLIS << Math.min(failures, 16));
        return longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1);
    }

    private MqttConnectionOptions options() {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(properties.user());
        options.setPassword(properties.password().getBytes(StandardCharsets.UTF_8));
        options.setAutomaticReconnect(false);
        options.setConnectionTimeout(Math.toIntExact(properties.connectTimeout().toSeconds()));
        options.setKeepAliveInterval(Math.toIntExact(properties.keepAlive().toSeconds()));
        options.setReceiveMaximum(properties.receiveMaximum());
        options.setCleanStart(!persistent);
        options.setSessionExpiryInterval(persistent ? properties.sessionExpiry().toSeconds() : 0L);
        if (properties.url().startsWith("tcp:")) {
            options.setSocketFactory(new PromptSocketFactory());
        }
        return options;
    }

    private final class Callback implements MqttCallback {
        private final MqttAsyncClient client;
        private final CountDownLatch lost;

        Callback(MqttAsyncClient client, CountDownLatch lost) {
            this.client = client;
            this.lost = lost;
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) throws InterruptedException {
            use.arrived(client, topic, message);
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            log.info("'{}' was disconnected: {}", clientId, response);
            lost.countDown();
        }

        @Override
        public void mqttErrorOccurred(MqttException error) {
            log.warn("'{}' at {}: {}", clientId, properties.url(), error.toString());
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            // Publishing waits on its own token.
        }

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {
            // Connecting waits on its own token.
        }

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties authProperties) {
            // Enhanced authentication is not used.
        }
    }
}
