package dev.apk8s.local.demo.device;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A device with a temperature and a load, registered and ready to send them. Used by one thread at a time. */
public abstract sealed class SimulatedDevice implements AutoCloseable permits HttpDevice, Mqtt5Device, Mqtt3Device {
    private final Identity identity;
    private final Walk walk;
    private final Tally tally = new Tally();
    private final BitSet outliers = new BitSet();
    private int sequence;

    SimulatedDevice(Identity identity, Walk walk) {
        this.identity = identity;
        this.walk = walk;
    }

    public final Identity identity() {
        return identity;
    }

    public final Tally tally() {
        return tally;
    }

    /** Opens its connection, if it keeps one. */
    public abstract void connect();

    /** Waits until everything that was sent is answered or given up; false when it takes longer. */
    public abstract boolean settle(Duration limit) throws InterruptedException;

    @Override
    public abstract void close();

    /** Sends the next readings; returns as soon as there is room for more. */
    public final void send(int count) throws InterruptedException {
        List<byte[]> readings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Walk.Reading reading = walk.next();
            if (reading.outlier()) {
                note(sequence + i);
            }
            readings.add(reading.bytes());
        }
        hand(readings, null);
    }

    /**
     * Sends one reading that is far above what is usual.
     *
     * @param thousandths of a degree Celsius
     * @param trace that begins with it, if the protocol can carry one
     */
    public final void report(long thousandths, Trace trace) throws InterruptedException {
        note(sequence);
        hand(List.of(walk.reading(thousandths)), trace);
    }

    /** The sequence numbers of the outliers so far. */
    public final BitSet outliers() {
        synchronized (outliers) {
            return (BitSet) outliers.clone();
        }
    }

    private void note(int outlier) {
        synchronized (outliers) {
            outliers.set(outlier);
        }
    }

    private void hand(List<byte[]> readings, @Nullable Trace trace) throws InterruptedException {
        int first = sequence;
        sequence += readings.size();
        tally.sent(readings.size());
        deliver(first, readings, trace);
    }

    /** Sends readings, of which the first has this sequence number, and tells the tally what became of them. */
    abstract void deliver(int first, List<byte[]> readings, @Nullable Trace trace) throws InterruptedException;
}
