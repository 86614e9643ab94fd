package dev.apk8s.ingest.mqtt;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Bounds and counts the messages that were received and not yet acknowledged. */
final class InFlight {
    private static final long LOOK_AGAIN_MILLIS = 200;

    private final int capacity;
    private final Semaphore room;
    private final AtomicInteger messages = new AtomicInteger();
    private final Counter received;
    private final Counter kept;
    private final Counter refused;

    InFlight(long capacity, MeterRegistry meters) {
        this.capacity = Math.toIntExact(Math.min(capacity, Integer.MAX_VALUE));
        room = new Semaphore(this.capacity);
        received = counter(meters, "received", "Messages that the broker gave, again or for the first time");
        kept = counter(meters, "kept", "Messages that the log has as events");
        refused = counter(meters, "refused", "Messages that the log has as dead letters");
        Gauge.builder("apk8s.ingest.mqtt.in.flight", messages, AtomicInteger::get)
                .description("Messages that wait for the log, not acknowledged").register(meters);
    }

    /** Waits until there is room. False if the message's connection ended meanwhile: it is to be dropped. */
    boolean admit(Arrival arrival) throws InterruptedException {
        received.increment();
        while (!room.tryAcquire(weight(arrival), LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
            if (!arrival.connection().isConnected()) {
                return false;
            }
        }
        messages.incrementAndGet();
        return true;
    }

    void settled(Arrival arrival, Verdict verdict) {
        release(arrival);
        switch (verdict) {
            case KEPT -> kept.increment();
            case REFUSED -> refused.increment();
        }
        arrival.acknowledge();
    }

    /** The message's connection ended: it comes again on the next one. */
    void forsaken(Arrival arrival) {
        release(arrival);
    }

    int messages() {
        return messages.get();
    }

    private void release(Arrival arrival) {
        messages.decrementAndGet();
        room.release(weight(arrival));
    }

    /** A message larger than all the room takes all of it. */
    private int weight(Arrival arrival) {
        return Math.min(arrival.weight(), capacity);
    }

    private static Counter counter(MeterRegistry meters, String name, String description) {
        return Counter.builder("apk8s.ingest.mqtt." + name).description(description).register(meters);
    }
}
