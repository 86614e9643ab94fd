package dev.apk8s.ingest.kept;

import dev.apk8s.platform.house.Api;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A device that sends over HTTP, and sends again what was not acknowledged, as firmware does. */
final class HttpDevice implements Runnable {
    private static final long PAUSE_NANOS = 50_000_000;

    private final Api api;
    private final int count;
    final Set<String> acknowledged = new ConcurrentSkipListSet<>();
    final Map<Integer, AtomicInteger> refusals = new ConcurrentHashMap<>();
    final AtomicInteger broken = new AtomicInteger();

    HttpDevice(Installation installation, String device, int count) {
        this.api = installation.api().asDevice(device, installation.register(device));
        this.count = count;
    }

    @Override
    public void run() {
        for (int number = 0; number < count && !Thread.currentThread().isInterrupted(); number++) {
            while (!send(number) && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private boolean send(int number) {
        String id = "h-" + number;
        byte[] event = ("{\"specversion\":\"1.0\",\"id\":\"" + id
                + "\",\"source\":\"/probe\",\"type\":\"t\",\"data\":{\"n\":" + number + "}}")
                .getBytes(StandardCharsets.UTF_8);
        try {
            Api.Answer answer = api.send("POST", "/api/v1/streams/sensor/events", "application/cloudevents+json",
                    event);
            if (answer.status() == 202) {
                acknowledged.add(id);
                return true;
            }
            refusals.computeIfAbsent(answer.status(), _ -> new AtomicInteger()).incrementAndGet();
        } catch (UncheckedIOException gone) {
            broken.incrementAndGet();
        }
        return false;
    }
}
