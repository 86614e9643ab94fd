package dev.apk8s.benchmarks.index;

import dev.apk8s.benchmarks.measure.Workload;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The events of a round; each round has a stream, and so an index, of its own.
 *
 * @param count of a round
 * @param time of all events
 */
record Material(int count, List<byte[]> events, String time) {
    static Material of(int count) {
        return new Material(count, Workload.events(5_000, 1), Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    }

    static String stream(int round) {
        return "bench" + round;
    }

    byte[] event(int number) {
        return events.get(number % events.size());
    }
}
