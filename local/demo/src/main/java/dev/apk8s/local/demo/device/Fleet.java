package dev.apk8s.local.demo.device;

import dev.apk8s.local.demo.client.Addresses;
import dev.apk8s.local.demo.client.Parallel;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** All devices of a run. */
public final class Fleet implements AutoCloseable {
    private static final int MOST_AT_ONCE = 500;

    private final List<SimulatedDevice> devices;

    private Fleet(List<SimulatedDevice> devices) {
        this.devices = List.copyOf(devices);
    }

    /** @param readings what they send */
    public static Fleet of(List<Identity> identities, Addresses addresses, HttpClient http, Probes probes,
            Readings readings) {
        List<SimulatedDevice> devices = new ArrayList<>();
        for (Identity identity : identities) {
            Walk walk = readings.of(identity);
            devices.add(switch (identity.protocol()) {
                case HTTP -> new HttpDevice(identity, walk, probes, http, addresses.gateway());
                case MQTT_5 -> new Mqtt5Device(identity, walk, probes, addresses.mqtt());
                case MQTT_3 -> new Mqtt3Device(identity, walk, addresses.mqtt());
            });
        }
        return new Fleet(devices);
    }

    public List<SimulatedDevice> devices() {
        return devices;
    }

    public void connect() throws InterruptedException {
        Parallel.map(devices, device -> {
            device.connect();
            return device;
        });
    }

    /** Begins to send, each device on a thread of its own; the threads end when all is sent. */
    public List<Thread> send(double rate, double seconds) {
        long start = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (SimulatedDevice device : devices) {
            Pace pace = Pace.share(device.identity().index(), devices.size(), rate, seconds);
            threads.add(Thread.ofVirtual().name(device.identity().id()).start(() -> drive(device, pace, start)));
        }
        return threads;
    }

    /** How many readings that will be. */
    public static long readings(double rate, double seconds) {
        return Math.round(rate * seconds);
    }

    private static void drive(SimulatedDevice device, Pace pace, long start) {
        int done = 0;
        try {
            while (done < pace.total()) {
                long elapsed = System.nanoTime() - start;
                int due = Math.min(pace.due(elapsed) - done, MOST_AT_ONCE);
                if (due > 0) {
                    device.send(due);
                    done += due;
                } else {
                    TimeUnit.NANOSECONDS.sleep(pace.dueAt(done) - elapsed);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the answers to all that was sent; returns the devices that did not get theirs. */
    public List<SimulatedDevice> settle(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        List<SimulatedDevice> late = new ArrayList<>();
        for (SimulatedDevice device : devices) {
            if (!device.settle(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
                late.add(device);
            }
        }
        return late;
    }

    @Override
    public void close() {
        devices.forEach(SimulatedDevice::close);
    }
}
