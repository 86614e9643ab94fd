package dev.apk8s.local.demo.device;

import java.util.BitSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** What a device knows of its readings. */
public final class Tally {
    private static final long LONGEST_MICROS = 120_000_000;

    private final LongAdder sent = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final AtomicReference<@Nullable String> fault = new AtomicReference<>();
    private final BitSet acknowledgedSequences = new BitSet();
    private final ConcurrentHistogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);

    void sent(int count) {
        sent.add(count);
    }

    /** @param nanos from handing it over to the answer */
    void acknowledged(int sequence, long nanos) {
        micros.recordValue(Math.clamp(nanos / 1000, 0, LONGEST_MICROS));
        synchronized (acknowledgedSequences) {
            acknowledgedSequences.set(sequence);
        }
        acknowledged.increment();
    }

    void failed(int count, String why) {
        failed.add(count);
        fault.compareAndSet(null, why);
    }

    void repeated() {
        repeated.increment();
    }

    public long sent() {
        return sent.sum();
    }

    public long acknowledged() {
        return acknowledged.sum();
    }

    /** Readings that were given up. */
    public long failed() {
        return failed.sum();
    }

    /** Requests that had to be sent again. */
    public long repeats() {
        return repeated.sum();
    }

    /** What went wrong first, if anything did. */
    public @Nullable String fault() {
        return fault.get();
    }

    public BitSet acknowledgedSequences() {
        synchronized (acknowledgedSequences) {
            return (BitSet) acknowledgedSequences.clone();
        }
    }

    /** Adds the times from sending to the acknowledgement, in microseconds. */
    public void addTo(Histogram all) {
        all.add(micros);
    }
}
