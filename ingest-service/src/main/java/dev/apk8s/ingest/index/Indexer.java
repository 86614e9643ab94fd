package dev.apk8s.ingest.index;

import dev.apk8s.ingest.index.BulkWriter.Impossible;
import dev.apk8s.platform.event.DeadLetters;
import dev.apk8s.platform.event.EventBatchListener;
import dev.apk8s.platform.event.EventHeaders;
import dev.apk8s.platform.trace.TraceContext;
import io.micrometer.tracing.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Writes what was polled to the index. A batch is several bulks, of which some are under way at once; it is done when
 * all of them are answered and what cannot be a document is on the dead-letter topic.
 */
final class Indexer implements EventBatchListener {
    /** Its name in dead letters. */
    static final String NAME = "indexer";
    private static final long DEAD_LETTER_SECONDS = 20;

    private final EventDocuments documents;
    private final BulkPool bulks;
    private final DeadLetters deadLetters;
    private final IndexerMeters meters;
    private final TraceContext trace;

    Indexer(EventDocuments documents, BulkPool bulks, DeadLetters deadLetters, IndexerMeters meters,
            TraceContext trace) {
        this.documents = documents;
        this.bulks = bulks;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.trace = trace;
    }

    @Override
    public void onBatch(List<ConsumerRecord<String, byte[]>> batch) throws Exception {
        List<Span> spans = spans(batch);
        try {
            keep(write(batch));
        } catch (Exception failure) {
            spans.forEach(span -> span.error(failure));
            throw failure;
        } finally {
            spans.forEach(Span::end);
        }
    }

    private List<Impossible> write(List<ConsumerRecord<String, byte[]>> batch) throws InterruptedException {
        List<Impossible> impossible = new ArrayList<>();
        try (BulkPool.Batch writing = bulks.begin()) {
            for (ConsumerRecord<String, byte[]> entry : batch) {
                Optional<Rejection> rejection = documents.append(entry, writing.current());
                rejection.ifPresent(why -> impossible.add(new Impossible(entry, why)));
                writing.sendIfFull();
            }
            impossible.addAll(writing.finish());
        }
        return impossible;
    }

    private void keep(List<Impossible> impossible) {
        CompletableFuture.allOf(impossible.stream().map(failed -> {
            meters.deadLetter(failed.why().code());
            return deadLetters.keep(failed.entry(), NAME, failed.why().code().name(), failed.why().reason());
        }).toArray(CompletableFuture[]::new)).orTimeout(DEAD_LETTER_SECONDS, TimeUnit.SECONDS).join();
    }

    private List<Span> spans(List<ConsumerRecord<String, byte[]>> batch) {
        List<Span> spans = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> entry : batch) {
            Span span = trace.continued(EventHeaders.text(entry.headers(), EventHeaders.TRACE_PARENT), "index");
            if (span != null) {
                spans.add(span);
            }
        }
        return spans;
    }
}
