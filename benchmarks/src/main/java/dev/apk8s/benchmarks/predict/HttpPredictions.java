package dev.apk8s.benchmarks.predict;

import dev.apk8s.benchmarks.measure.BenchmarkException;
import dev.apk8s.benchmarks.measure.Contender;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Rows a second through an HTTP endpoint of the Open Inference Protocol: some clients, each with a connection of its own,
 * that send their next request when the last is answered.
 */
final class HttpPredictions implements Contender {
    private static final long ROUND_NANOS = 5_000_000_000L;

    private final String name;
    private final URI url;
    private final Headers headers;
    private final Rows rows;
    private final int clients;

    /** Makes the headers anew before each round: a token may end. */
    interface Headers {
        String make() throws InterruptedException;
    }

    HttpPredictions(String name, URI url, Headers headers, Rows rows, int clients) {
        this.name = name;
        this.url = url;
        this.headers = headers;
        this.rows = rows;
        this.clients = clients;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double round() throws InterruptedException {
        String made = headers.make() + rows.headers();
        AtomicLong answered = new AtomicLong();
        long begun = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                all.add(CompletableFuture.runAsync(() -> send(made, begun, answered), threads));
            }
            all.forEach(CompletableFuture::join);
        } catch (CompletionException failed) {
            throw new BenchmarkException(name + " failed", failed);
        }
        return answered.get() * (double) rows.count() / ((System.nanoTime() - begun) / 1e9);
    }

    private void send(String made, long begun, AtomicLong answered) {
        try (RawClient client = new RawClient(url, made, rows.body())) {
            while (System.nanoTime() - begun < ROUND_NANOS) {
                client.send();
                answered.incrementAndGet();
            }
        } catch (IOException fault) {
            throw new BenchmarkException(name + " broke off", fault);
        }
    }
}
