package dev.apk8s.ingest.index;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;

/** What the indexer counts. */
final class IndexerMeters {
    private final Counter documents;
    private final Counter retries;
    private final Timer bulks;
    private final Map<Rejection.Code, Counter> deadLetters = new EnumMap<>(Rejection.Code.class);

    IndexerMeters(MeterRegistry registry) {
        documents = Counter.builder("apk8s.ingest.indexer.documents")
                .description("Documents that the search engine confirmed; a redelivered event counts again")
                .register(registry);
        retries = Counter.builder("apk8s.ingest.indexer.retries")
                .description("Bulks that were not, or not wholly, taken and had to be sent again").register(registry);
        bulks = Timer.builder("apk8s.ingest.indexer.bulk").description("From sending a bulk to its answer")
                .publishPercentileHistogram().register(registry);
        for (Rejection.Code code : Rejection.Code.values()) {
            deadLetters.put(code, Counter.builder("apk8s.ingest.indexer.dead.letters")
                    .description("Events that cannot be documents").tag("code", code.name()).register(registry));
        }
    }

    void indexed(int count) {
        documents.increment(count);
    }

    void retried() {
        retries.increment();
    }

    Timer bulks() {
        return bulks;
    }

    void deadLetter(Rejection.Code code) {
        Counter counter = deadLetters.get(code);
        if (counter != null) {
            counter.increment();
        }
    }
}
