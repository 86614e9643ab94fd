package dev.apk8s.benchmarks.relay;

import dev.apk8s.benchmarks.measure.BenchmarkException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Clients, each with a connection of its own, that send their next request when the last is answered. */
final class Senders {
    static final int CLIENTS = 128;

    private Senders() {}

    /** Returns when all are answered. */
    static void send(URI url, String headers, int count, IntFunction<String> bodies) {
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                all.add(CompletableFuture.runAsync(() -> send(url, headers, count, bodies, next), threads));
            }
            all.forEach(CompletableFuture::join);
        } catch (CompletionException failed) {
            throw new BenchmarkException(url + " was not sent all", failed);
        }
    }

    private static void send(URI url, String headers, int count, IntFunction<String> bodies, AtomicInteger next) {
        try (Connection connection = new Connection(url, headers)) {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                String answer = connection.post(bodies.apply(i));
                if (answer.contains("\"error\"")) {
                    throw new BenchmarkException(url + " answered " + answer);
                }
            }
        } catch (IOException fault) {
            throw new BenchmarkException(url + " broke off", fault);
        }
    }
}
