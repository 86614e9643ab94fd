package dev.apk8s.lake.processor;

import dev.apk8s.lake.event.BucketEvent;
import dev.apk8s.lake.event.BucketEvents;
import dev.apk8s.platform.event.EventBatchListener;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/** Makes a run of each event that a processor takes. The event is committed when the run is kept. */
@Component
final class RunQueue implements EventBatchListener {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;
    private static final int ID_BYTES = 16;

    private final BucketEvents events;
    private final Processors processors;
    private final RunStore runs;
    private final RunDispatcher dispatcher;

    RunQueue(BucketEvents events, Processors processors, RunStore runs, RunDispatcher dispatcher) {
        this.events = events;
        this.processors = processors;
        this.runs = runs;
        this.dispatcher = dispatcher;
    }

    @Override
    public void onBatch(List<ConsumerRecord<String, byte[]>> batch) {
        for (ConsumerRecord<String, byte[]> entry : batch) {
            events.readIfEvent(entry.value()).ifPresent(this::queue);
        }
    }

    private void queue(BucketEvent event) {
        for (Processor processor : processors.of(event)) {
            Run run = run(processor, event);
            if (runs.create(run) || queuedAgain(run)) {
                dispatcher.offer(run.id());
            }
        }
    }

    /** An event that comes again changes nothing, unless its run was given up: then somebody replays the dead letter. */
    private boolean queuedAgain(Run run) {
        return runs.find(run.id()).filter(known -> known.run().state() == Run.State.FAILED)
                .flatMap(known -> runs.replace(known, known.run().replayed())).isPresent();
    }

    private static Run run(Processor processor, BucketEvent event) {
        Instant now = Instant.now();
        return new Run(id(processor, event), processor,
                new Run.Input(processor.bucket(), event.key(), event.etag(), event.size()), Run.State.QUEUED, 0, now,
                now, null, null, Run.Progress.NONE, null, traceParent(),
                new String(event.json(), StandardCharsets.UTF_8),
                List.of(new Run.Line(now, "Queued by " + event.name() + " of " + event.time())), null);
    }

    static String id(Processor processor, BucketEvent event) {
        String what = processor.key() + "\n" + event.bucket().stored() + "/" + event.key() + "\n" + event.sequence();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }

    /** The store tells of no trace of its own, so each run begins one: it is sampled, because runs are few. */
    private static String traceParent() {
        return "00-" + random(TRACE_BYTES) + "-" + random(SPAN_BYTES) + "-01";
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        random[0] |= 1;
        return HexFormat.of().formatHex(random);
    }
}
