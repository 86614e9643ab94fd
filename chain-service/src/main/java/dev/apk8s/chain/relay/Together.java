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

    /** The results in order. All are tried; the first failure is thrown then. */
    static <A, B> List<B> map(List<A> items, Function<A, B> work) {
        Semaphore turns = new Semaphore(AT_ONCE);
        Executor executor = CONTEXTS.captureAll().wrapExecutor(Thread::startVirtualThread);
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
        List<B> results = new ArrayList<>();
        for (CompletableFuture<B> each : running) {
            try {
                results.add(each.join());
            } catch (CompletionException failed) {
                CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).exceptionally(_ -> null).join();
                throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
            }
        }
        return results;
    }
}
