package dev.apk8s.benchmarks.http;

import dev.apk8s.benchmarks.measure.Contender;
import dev.apk8s.benchmarks.measure.Log;
import dev.apk8s.benchmarks.measure.Workload;
import java.time.Instant;
import java.util.List;

/** A producer and nothing else, which writes the same records as the service: with the attributes of events in headers. */
final class BareProducer implements Contender {
    static final String TOPIC = "benchmark-headers";

    private final Log log;
    private final int count;
    private final List<byte[]> events = Workload.events(BatchSender.BATCH, 1);

    BareProducer(Log log, int count) {
        this.log = log;
        this.count = count;
    }

    @Override
    public String name() {
        return "Producer of the same records";
    }

    @Override
    public double round() {
        long begun = System.nanoTime();
        log.write(TOPIC, events, 0, count, Instant.now().toString());
        return count * 1e9 / (System.nanoTime() - begun);
    }
}
