package dev.apk8s.ingest.mqtt;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands messages to the reception in the order of their arrival. While the log is away, those that failed stay here,
 * not acknowledged, in front of those that came later: the first is tried again, with growing pauses, until the log has
 * it. They hold their places in the broker's receive maximum meanwhile, so that it sends no more; to have it give them
 * again instead would use up the deliveries that some brokers grant a message before they drop it.
 */
final class InboundQueue {
    private static final Logger log = LoggerFactory.getLogger(InboundQueue.class);
    private static final long IDLE_MILLIS = 100;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 3_000;
    private static final long PATIENCE_SECONDS = 30;
    private static final long DRAIN_MILLIS = 5_000;

    private final Reception reception;
    private final InFlight inFlight;
    /** Bounded by {@link InFlight}, which admits messages before they come here. */
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final ConcurrentSkipListMap<Long, Arrival> failed = new ConcurrentSkipListMap<>();
    private volatile @Nullable Thread pump;

    InboundQueue(Reception reception, InFlight inFlight) {
        this.reception = reception;
        this.inFlight = inFlight;
    }

    void start() {
        Thread thread = Thread.ofPlatform().name("mqtt-inbound").daemon().unstarted(this::run);
        pump = thread;
        thread.start();
    }

    void add(Arrival arrival) {
        arrivals.add(arrival);
    }

    /** Waits a little for what is on its way to the log, so that it is acknowledged before the connection ends. */
    void stop() {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DRAIN_MILLIS);
        Thread running = pump;
        if (running == null) {
            return;
        }
        try {
            while (inFlight.messages() > 0 && failed.isEmpty() && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            pump = null;
            running.interrupt();
            running.join(DRAIN_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long pause = FIRST_PAUSE_MILLIS;
        while (pump == Thread.currentThread()) {
            try {
                Map.Entry<Long, Arrival> first = failed.firstEntry();
                if (first == null) {
                    Arrival next = arrivals.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                    if (next != null) {
                        hand(next);
                    }
                    continue;
                }
                failed.remove(first.getKey());
                if (tryAgain(first.getValue())) {
                    pause = FIRST_PAUSE_MILLIS;
                    handAllThatFailed();
                } else {
                    TimeUnit.MILLISECONDS.sleep(pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1));
                    pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
                }
            } catch (InterruptedException stopped) {
                log.debug("Messages are no longer taken", stopped);
                return;
            }
        }
    }

    private void handAllThatFailed() {
        for (var next = failed.pollFirstEntry(); next != null; next = failed.pollFirstEntry()) {
            hand(next.getValue());
        }
    }

    /** Hands a message over and does not wait for what becomes of it. */
    private void hand(Arrival arrival) {
        if (arrival.isForsaken()) {
            inFlight.forsaken(arrival);
            return;
        }
        var _ = reception.receive(arrival).whenComplete((verdict, failure) -> {
            if (failure == null) {
                inFlight.settled(arrival, verdict);
            } else {
                failed.put(arrival.sequence(), arrival);
            }
        });
    }

    /** Hands a message over and waits. True if the log works again, or the message is no longer ours. */
    private boolean tryAgain(Arrival arrival) throws InterruptedException {
        if (arrival.isForsaken()) {
            inFlight.forsaken(arrival);
            return true;
        }
        try {
            inFlight.settled(arrival, reception.receive(arrival).get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            return true;
        } catch (ExecutionException | TimeoutException away) {
            failed.put(arrival.sequence(), arrival);
            log.warn("The log does not take messages; {} wait, not acknowledged: {}", inFlight.messages(),
                    String.valueOf(away.getMessage()));
            return false;
        }
    }
}
