package dev.apk8s.local.demo.device;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Some readings, watched until a search finds them. Bounded: while many are under way, no further ones are chosen. */
public final class Probes {
    private final int most;
    private final long intervalNanos;
    private final AtomicLong next = new AtomicLong(Long.MIN_VALUE);
    private final AtomicInteger chosen = new AtomicInteger();
    private final Map<String, Long> underWay = new ConcurrentHashMap<>();

    /**
     * @param most how many are watched at once
     * @param intervalNanos at least so long between two
     */
    public Probes(int most, long intervalNanos) {
        this.most = most;
        this.intervalNanos = intervalNanos;
    }

    /** Called before a reading is sent; it becomes a probe if it is time for one. */
    void offer(String eventId, long now) {
        long due = next.get();
        if (due <= now && underWay.size() < most && next.compareAndSet(due, now + intervalNanos)) {
            chosen.incrementAndGet();
            underWay.put(eventId, now);
        }
    }

    /** How many there were in all. */
    public int chosen() {
        return chosen.get();
    }

    public List<String> underWay() {
        return List.copyOf(underWay.keySet());
    }

    /** Nanoseconds since the reading was sent; 0 if it is not watched. */
    public long found(String eventId, long now) {
        Long sent = underWay.remove(eventId);
        return sent == null ? 0 : now - sent;
    }
}
