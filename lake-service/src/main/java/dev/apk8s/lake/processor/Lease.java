package dev.apk8s.lake.processor;

import dev.apk8s.lake.processor.Run.Progress;
import dev.apk8s.lake.processor.RunStore.Versioned;
import dev.apk8s.platform.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to work on a run, renewed with its progress for as long as the work goes on. When it is lost, because the
 * index did not answer in time and somebody else took over, the work is interrupted.
 */
final class Lease implements AutoCloseable, RunReport {
    private static final Logger log = LoggerFactory.getLogger(Lease.class);
    private static final int RENEWALS = 4;

    private final RunStore runs;
    private final Duration length;
    private final Thread worker = Thread.currentThread();
    private final Thread renewal;
    private volatile Progress sofar = Progress.NONE;
    private Versioned held;
    private boolean over;

    Lease(RunStore runs, Versioned held, Duration length) {
        this.runs = runs;
        this.held = held;
        this.length = length;
        this.renewal = Thread.ofVirtual().name("lease-" + held.run().id()).start(this::renew);
    }

    @Override
    public void progress(Progress now) {
        sofar = now;
    }

    @Override
    public synchronized void say(String text) {
        held = held.with(held.run().saying(text));
    }

    @Override
    public synchronized void attempts(int count) {
        held = held.with(held.run().attempted(count));
    }

    /** The run with all that was told of it. */
    synchronized Run run() {
        return held.run();
    }

    Progress sofar() {
        return sofar;
    }

    private void renew() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(length.toMillis() / RENEWALS);
                if (!renewOnce()) {
                    return;
                }
            }
        } catch (InterruptedException done) {
            log.debug("The run is over", done);
        }
    }

    private synchronized boolean renewOnce() {
        if (over) {
            return false;
        }
        try {
            Optional<Versioned> renewed = runs.replace(held, held.run().goingOn(sofar, length));
            if (renewed.isEmpty()) {
                over = true;
                worker.interrupt();
                return false;
            }
            held = renewed.get();
        } catch (ProblemException away) {
            log.warn("The lease of run {} is renewed later: {}", held.run().id(), away.detail());
        }
        return true;
    }

    /** Writes what became of the run. False if it is somebody else's by now. */
    synchronized boolean end(Run after) {
        if (over) {
            return false;
        }
        over = true;
        return runs.replace(held, after).isPresent();
    }

    @Override
    public void close() {
        renewal.interrupt();
    }
}
