package dev.apk8s.benchmarks.index;

import dev.apk8s.benchmarks.measure.BenchmarkException;
import dev.apk8s.benchmarks.measure.Contender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends bulk bodies that were built before, over as many connections as the indexer uses; the documents are those that
 * the indexer writes.
 */
final class BareBulks implements Contender {
    private static final int TOO_MUCH = 429;
    private static final long PAUSE_MILLIS = 100;
    private static final int CONNECTIONS = 4;
    private static final int DOCUMENTS = 1_000;
    private static final byte[] SHARDS_FAILED = "\"errors\":true".getBytes(StandardCharsets.US_ASCII);

    private final String engine;
    private final Material material;
    private int round;
    private List<byte[]> bodies = List.of();

    BareBulks(String engine, Material material) {
        this.engine = engine;
        this.material = material;
    }

    @Override
    public String name() {
        return "Bulk bodies built before";
    }

    /** The index has the template of the stream that the indexer worked on before. */
    @Override
    public void prepare() throws InterruptedException {
        String index = Material.stream(round++) + "-peer";
        bodies = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(round);
        for (int from = 0; from < material.count(); from += DOCUMENTS) {
            bodies.add(body(index, from, Math.min(material.count(), from + DOCUMENTS), random));
        }
        post(body(index, material.count(), material.count() + 1, random));
    }

    private byte[] body(String index, int from, int to, SplittableRandom random) {
        ByteArrayOutputStream body = new ByteArrayOutputStream((to - from) * 640);
        for (int i = from; i < to; i++) {
            byte[] event = material.event(i);
            String key = key(random);
            body.writeBytes(("{\"index\":{\"_index\":\"" + index + "\",\"_id\":\"" + key + "\"}}\n{\"@timestamp\":\""
                    + material.time() + "\",\"apk8s\":{\"key\":\"" + key + "\",\"id\":\"" + index + "-" + i
                    + "\",\"source\":\"/devices/bench-" + i % 100
                    + "\",\"type\":\"dev.apk8s.reading\",\"device\":\"bench-"
                    + i % 100 + "\",\"tenant\":\"default\",\"stream\":\"" + index + "\",\"time\":\"" + material.time()
                    + "\",\"received\":\"" + material.time() + "\"},").getBytes(StandardCharsets.UTF_8));
            body.write(event, 1, event.length - 1);
            body.write('\n');
        }
        return body.toByteArray();
    }

    private static String key(SplittableRandom random) {
        byte[] bytes = new byte[18];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public double round() throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        List<Callable<Boolean>> senders = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            senders.add(() -> {
                for (int at = next.getAndIncrement(); at < bodies.size(); at = next.getAndIncrement()) {
                    post(bodies.get(at));
                }
                return true;
            });
        }
        long begun = System.nanoTime();
        try (ExecutorService pool = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (Future<Boolean> sender : pool.invokeAll(senders)) {
                sender.get();
            }
        } catch (ExecutionException failed) {
            throw new BenchmarkException("Bulk failed: " + failed.getCause(), failed);
        }
        return material.count() / ((System.nanoTime() - begun) / 1e9);
    }

    @Override
    public void finish() {
        bodies = List.of();
    }

    /** An engine that has too much under way says so; the indexer waits and sends again then, and so does this. */
    private void post(byte[] body) throws InterruptedException {
        while (!isTaken(body)) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    private boolean isTaken(byte[] body) {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create(engine + "/_bulk").toURL()
                    .openConnection(Proxy.NO_PROXY);
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            connection.setReadTimeout(60_000);
            connection.setRequestProperty("Content-Type", "application/x-ndjson");
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
            if (connection.getResponseCode() == TOO_MUCH) {
                return false;
            }
            try (InputStream in = connection.getInputStream()) {
                String head = new String(in.readNBytes(64), StandardCharsets.US_ASCII);
                if (head.contains(new String(SHARDS_FAILED, StandardCharsets.US_ASCII))) {
                    throw new BenchmarkException("The engine refused documents: " + head);
                }
                in.transferTo(OutputStream.nullOutputStream());
            }
            return true;
        } catch (IOException fault) {
            throw new BenchmarkException("The engine does not take a bulk", fault);
        }
    }
}
