package dev.apk8s.local.demo.step;

import dev.apk8s.local.demo.client.Parallel;
import dev.apk8s.local.demo.count.DeviceCount;
import dev.apk8s.local.demo.count.LogCount;
import dev.apk8s.local.demo.device.Fleet;
import dev.apk8s.local.demo.device.SimulatedDevice;
import dev.apk8s.local.demo.show.Amounts;
import dev.apk8s.local.demo.show.Live;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Searches until the index has what the log has, or gets no more. */
public record CountInIndex(Fleet fleet, Counters counters) implements Step<List<DeviceCount>> {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration QUIET = Duration.ofSeconds(15);
    /** Longer than the index takes to show what was written: what is there twice would appear by then. */
    private static final long REFRESH_MILLIS = 1_200;
    private static final long LOOK_MILLIS = 200;

    @Override
    public String title() {
        return "Count the documents in the index";
    }

    @Override
    public Done<List<DeviceCount>> run(Consumer<Live> screen) throws InterruptedException {
        Map<String, Long> documents = new ConcurrentHashMap<>();
        long limit = System.nanoTime() + LIMIT.toNanos();
        Stall stall = new Stall(QUIET);
        List<SimulatedDevice> incomplete = fleet.devices();
        while (!incomplete.isEmpty() && System.nanoTime() < limit && !stall.lasts(sum(documents))) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            count(incomplete, documents);
            incomplete = incomplete.stream()
                    .filter(device -> documents.getOrDefault(id(device), 0L) < logged(device).events()).toList();
        }
        TimeUnit.MILLISECONDS.sleep(REFRESH_MILLIS);
        count(fleet.devices(), documents);
        counters.times().finish(QUIET);
        return new Done<>(fleet.devices().stream()
                .map(device -> DeviceCount.of(device, logged(device), documents.getOrDefault(id(device), 0L))).toList(),
                "Counted " + Amounts.count(sum(documents)) + " documents in the index");
    }

    private void count(List<SimulatedDevice> devices, Map<String, Long> documents) throws InterruptedException {
        Parallel.map(devices, device -> documents.put(id(device), counters.index().count(id(device))));
    }

    private LogCount logged(SimulatedDevice device) {
        return counters.log().count(id(device));
    }

    private static String id(SimulatedDevice device) {
        return device.identity().id();
    }

    private static long sum(Map<String, Long> documents) {
        return documents.values().stream().mapToLong(Long::longValue).sum();
    }
}
