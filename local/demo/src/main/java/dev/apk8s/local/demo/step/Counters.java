package dev.apk8s.local.demo.step;

import dev.apk8s.local.demo.count.IndexCounter;
import dev.apk8s.local.demo.count.LogCounter;
import dev.apk8s.local.demo.count.SearchableTimes;

/** What counts a run's readings while they pass. */
public record Counters(LogCounter log, IndexCounter index, SearchableTimes times) implements AutoCloseable {
    @Override
    public void close() {
        times.close();
        log.close();
    }
}
