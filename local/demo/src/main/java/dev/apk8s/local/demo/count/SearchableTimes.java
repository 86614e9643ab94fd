package dev.apk8s.local.demo.count;

import dev.apk8s.local.demo.client.DemoException;
import dev.apk8s.local.demo.device.Probes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Asks again and again which of the probes a search finds by now. A time is from before the reading was sent until the
 * first answer that has it, so it is too long by up to the pause between two searches.
 */
public final class SearchableTimes implements AutoCloseable {
    /** The most that one search can ask for. */
    public static final int MOST_PROBES = 20;
    private static final long PAUSE_MILLIS = 40;
    private static final long LONGEST_MICROS = 300_000_000;

    private final Probes probes;
    private final IndexCounter index;
    private final ConcurrentHistogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
    private volatile boolean running = true;
    private volatile @Nullable String fault;
    private final Thread asking;

    public SearchableTimes(Probes probes, IndexCounter index) {
        this.probes = probes;
        this.index = index;
        asking = Thread.ofVirtual().name("searchable-times").start(this::ask);
    }

    private void ask() {
        try {
            while (running) {
                List<String> underWay = probes.underWay();
                if (!underWay.isEmpty()) {
                    lookFor(underWay);
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException _) {
            running = false;
        }
    }

    private void lookFor(List<String> underWay) throws InterruptedException {
        try {
            List<String> found = index.found(underWay);
            long now = System.nanoTime();
            for (String id : found) {
                long nanos = probes.found(id, now);
                if (nanos > 0) {
                    micros.recordValue(Math.clamp(nanos / 1000, 1, LONGEST_MICROS));
                }
            }
        } catch (DemoException refused) {
            fault = refused.getMessage();
            TimeUnit.SECONDS.sleep(1);
        }
    }

    /** Waits for the probes that are still under way. */
    public void finish(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!probes.underWay().isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        close();
        asking.join(Duration.ofSeconds(5));
    }

    /** In microseconds. */
    public Histogram times() {
        return micros.copy();
    }

    /** Why a search was refused, if one was. */
    public @Nullable String fault() {
        return fault;
    }

    @Override
    public void close() {
        running = false;
    }
}
