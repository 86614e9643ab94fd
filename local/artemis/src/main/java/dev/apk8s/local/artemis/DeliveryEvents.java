package dev.apk8s.local.artemis;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the service, one after the other, which commands were acknowledged; waits for it while it is away. */
final class DeliveryEvents implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(DeliveryEvents.class);
    private static final int CAPACITY = 10_000;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 3_000;

    private final BlockingQueue<Map<String, String>> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong dropped = new AtomicLong();
    private final HookClient hooks;
    private final ConnectedClients clients;
    private @Nullable Thread sender;

    DeliveryEvents(HookClient hooks, ConnectedClients clients) {
        this.hooks = hooks;
        this.clients = clients;
    }

    void start() {
        sender = Thread.ofPlatform().name("delivery-events").daemon().start(this::send);
    }

    /** Never waits: an event that finds no room is dropped and counted. */
    void acknowledged(String topic, RemotingConnection connection) {
        String clientId = connection.getClientID();
        Map<String, String> event = Map.of("event", "message.acked", "topic", topic, "clientid", clientId, "username",
                clients.username(connection));
        if (!waiting.offer(event) && dropped.incrementAndGet() % 1_000 == 1) {
            LOGGER.warn("Events of acknowledged commands are dropped: {} so far", dropped.get());
        }
    }

    int waiting() {
        return waiting.size();
    }

    long dropped() {
        return dropped.get();
    }

    private void send() {
        try {
            while (true) {
                deliver(waiting.take());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(Map<String, String> event) throws InterruptedException {
        long pause = FIRST_PAUSE_MILLIS;
        while (!told(event)) {
            Thread.sleep(pause);
            pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
        }
    }

    /** Returns false when it makes sense to say it again. */
    private boolean told(Map<String, String> event) throws InterruptedException {
        try {
            int status = hooks.tell(event);
            if (status / 100 == 4 && status != 408 && status != 429) {
                dropped.incrementAndGet();
                LOGGER.warn("An event was refused with status {}: {}", status, event);
                return true;
            }
            return status / 100 == 2;
        } catch (IOException away) {
            LOGGER.debug("The service is away", away);
            return false;
        }
    }

    @Override
    public void close() {
        if (sender != null) {
            sender.interrupt();
        }
    }
}
