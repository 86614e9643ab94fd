package dev.apk8s.benchmarks.http;

import dev.apk8s.benchmarks.measure.BenchmarkException;
import dev.apk8s.benchmarks.measure.Contender;
import dev.apk8s.benchmarks.measure.Workload;
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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Devices that post batches, each on a connection of its own, the next as soon as the last is answered. */
final class BatchSender implements Contender {
    static final int CONNECTIONS = 4;
    static final int BATCH = 500;

    private final String name;
    private final URI address;
    private final List<Device> devices;
    private final boolean minimal;
    private final int batches;
    private final byte[] body;

    record Device(String id, String secret) {
        String authorization() {
            return "Basic "
                    + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * @param minimal whether the answer may leave out the ids
     * @param batches in each round
     */
    BatchSender(String name, String url, String stream, List<Device> devices, boolean minimal, int batches) {
        this.name = name;
        this.address = URI.create(url + "/api/v1/streams/" + stream + "/events");
        this.devices = devices;
        this.minimal = minimal;
        this.batches = batches;
        this.body = Workload.lines(Workload.events(BATCH, 1));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double round() throws InterruptedException {
        AtomicInteger left = new AtomicInteger(batches);
        List<Callable<Integer>> senders = new ArrayList<>();
        devices.forEach(device -> senders.add(() -> send(device, left)));
        long begun = System.nanoTime();
        try (ExecutorService pool = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (Future<Integer> sender : pool.invokeAll(senders)) {
                sender.get();
            }
        } catch (ExecutionException failed) {
            throw new BenchmarkException(name + " failed: " + failed.getCause(), failed);
        }
        return (double) batches * BATCH / (System.nanoTime() - begun) * 1e9;
    }

    private int send(Device device, AtomicInteger left) throws IOException {
        byte[] drain = new byte[8192];
        int sent = 0;
        while (left.decrementAndGet() >= 0) {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            connection.setConnectTimeout(10_000);
            connection.setReadTimeout(60_000);
            connection.setRequestProperty("Authorization", device.authorization());
            connection.setRequestProperty("Content-Type", "application/x-ndjson");
            if (minimal) {
                connection.setRequestProperty("Prefer", "return=minimal");
            }
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
            if (connection.getResponseCode() != 202) {
                throw new BenchmarkException(address + " answered " + connection.getResponseCode());
            }
            try (InputStream in = connection.getInputStream()) {
                while (in.read(drain) >= 0) {
                    sent++;
                }
            }
        }
        return sent;
    }
}
