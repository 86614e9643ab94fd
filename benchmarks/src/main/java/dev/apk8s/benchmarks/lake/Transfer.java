package dev.apk8s.benchmarks.lake;

import dev.apk8s.benchmarks.measure.BenchmarkException;
import dev.apk8s.benchmarks.measure.Contender;

/**
 * One object, sent or fetched.
 *
 * @param way does it, and gives the bytes that passed
 */
record Transfer(String name, Way way) implements Contender {
    interface Way {
        long go() throws Exception;
    }

    /** In MB a second. */
    @Override
    public double round() throws InterruptedException {
        long start = System.nanoTime();
        try {
            long bytes = way.go();
            return bytes / 1e6 / ((System.nanoTime() - start) / 1e9);
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception fault) {
            throw new BenchmarkException(name + " failed", fault);
        }
    }
}
