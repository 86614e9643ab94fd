package dev.apk8s.local.demo.device;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A device with a temperature and a load, registered and ready to send them. Used by one thread at a time. */
public abstract sealed class SimulatedDevice implements AutoCloseable permits HttpDevice, Mqtt5Device, Mqtt3Device {
    private final Identity identity;
    private final Walk walk;
    private final Tally tally = new Tally();
    private int sequence;

    SimulatedDevice(Identity identity, SplittableRandom random) {
        this.identity = identity;
        this.walk = new Walk(identity.id(), random);
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
            readings.add(walk.next());
        }
        hand(readings);
    }

    /** Sends one reading with this temperature, in thousandths of a degree Celsius. */
    public final void report(long thousandths) throws InterruptedException {
        hand(List.of(walk.reading(thousandths)));
    }

    private void hand(List<byte[]> readings) throws InterruptedException {
        int first = sequence;
        sequence += readings.size();
        tally.sent(readings.size());
        deliver(first, readings);
    }

    /** Sends readings, of which the first has this sequence number, and tells the tally what became of them. */
    abstract void deliver(int first, List<byte[]> readings) throws InterruptedException;
}
