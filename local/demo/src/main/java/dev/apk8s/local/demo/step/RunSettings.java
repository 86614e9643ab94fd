package dev.apk8s.local.demo.step;

import dev.apk8s.local.demo.client.Addresses;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a run is to do.
 *
 * @param run tells this run's devices from any other's
 * @param rate readings per second of all devices together
 * @param seed the same seed gives the same readings
 * @param keep whether the devices stay registered
 */
public record RunSettings(String run, Addresses addresses, int devices, double rate, Duration duration, long seed,
        boolean keep) {
    double seconds() {
        return duration.toMillis() / 1e3;
    }

    /** Such as {@code lab-d1-k3f9a2}, the first of them. */
    List<String> deviceIds() {
        return IntStream.rangeClosed(1, devices).mapToObj(number -> "lab-d" + number + "-" + run).toList();
    }

    /** What the keys of the run's objects in the lake begin with. */
    String lakePrefix() {
        return "demo/" + run + "/";
    }

    String uploadKey() {
        return "demo-" + run + ".csv";
    }
}
