package dev.apk8s.chain.relay;

import io.micrometer.context.ContextSnapshotFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Does one thing with many, a bounded number of them at once: each waits for the log, which takes them in batches. They
 * belong to the caller's trace.
 */
final class Together {
    private static final int AT_ONCE = 512;
    private static final ContextSnapshotFactory CONTEXTS = ContextSnapshotFactory.builder().build();

    private Together() {}

    /** One thread for each task, of the caller's trace. */
    static Executor executor() {
        return CONTEXTS.captureAll().wrapExecutor(Thread::startVirtualThread);
    }

    /** The results in order. All are tried; a failure is thrown then. */
    static <A, B> List<B> map(List<A> items, Function<A, B> work) {
        return map(items, AT_ONCE, work);
    }

    /** As {@link #map(List, Function)}, with fewer at once, which are begun in order. */
    static <A, B> List<B> map(List<A> items, int atOnce, Function<A, B> work) {
        Semaphore turns = new Semaphore(atOnce);
        Executor executor = executor();
        List<CompletableFuture<B>> running = new ArrayList<>();
        for (A item : items) {
            turns.acquireUninterruptibly();
            running.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return work.apply(item);
                } finally {
                    turns.release();
                }
            }, executor));
        }
        await(CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)));
        return running.stream().map(CompletableFuture::join).toList();
    }

    /** Waits; what it failed with is thrown. */
    static void await(CompletableFuture<Void> work) {
        try {
            work.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }
}
