package dev.apk8s.local.demo.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does something for each of many, a few at a time. */
public final class Parallel {
    private static final int AT_ONCE = 8;

    /** What is done for one. */
    public interface Work<T, R> {
        R of(T item) throws InterruptedException;
    }

    private Parallel() {}

    /** The results, in the order of the items; the first failure is thrown when all have ended. */
    public static <T, R> List<R> map(Collection<T> items, Work<T, R> work) throws InterruptedException {
        List<Callable<R>> calls = new ArrayList<>();
        items.forEach(item -> calls.add(() -> work.of(item)));
        List<R> results = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<R> future : pool.invokeAll(calls)) {
                results.add(future.get());
            }
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof DemoException known) {
                throw known;
            }
            throw new DemoException("Unexpected: " + failed.getCause(), failed);
        }
        return results;
    }
}
