package dev.apk8s.local.demo.step;

import dev.apk8s.local.demo.count.LogCounter;
import dev.apk8s.local.demo.device.Fleet;
import dev.apk8s.local.demo.show.Amounts;
import dev.apk8s.local.demo.show.Live;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Reads the log until it has what was acknowledged, or gets no more. */
public record CountInLog(Fleet fleet, LogCounter log) implements Step<Long> {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration QUIET = Duration.ofSeconds(15);
    private static final long LOOK_MILLIS = 50;

    @Override
    public String title() {
        return "Count the distinct events in Kafka";
    }

    @Override
    public Done<Long> run(Consumer<Live> screen) throws InterruptedException {
        long limit = System.nanoTime() + LIMIT.toNanos();
        Stall stall = new Stall(QUIET);
        while (!isComplete() && System.nanoTime() < limit && !stall.lasts(events())) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        awaitEnd();
        long events = events();
        long repeated = fleet.devices().stream().mapToLong(device -> log.count(device.identity().id()).repeated())
                .sum();
        return new Done<>(events, "Counted " + Amounts.count(events) + " distinct events in Kafka"
                + (repeated == 0 ? "" : ", and " + Amounts.count(repeated) + " records that repeat one"));
    }

    private boolean isComplete() {
        return fleet.devices().stream()
                .allMatch(device -> log.count(device.identity().id()).events() >= device.tally().acknowledged());
    }

    private long events() {
        List<Long> events = fleet.devices().stream().map(device -> log.count(device.identity().id()).events())
                .toList();
        return events.stream().collect(Collectors.summingLong(Long::longValue));
    }

    /** What is more than it should be may come behind what should. */
    private void awaitEnd() throws InterruptedException {
        long now = log.timesAtEnd();
        long limit = System.nanoTime() + QUIET.toNanos();
        while (log.timesAtEnd() < now + 2 && System.nanoTime() < limit) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }
}
