package dev.apk8s.ingest.index;

import dev.apk8s.ingest.index.BulkAnswer.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Writes bulks until each document is in the index or has turned out to be impossible. */
final class BulkWriter {
    /** Beyond these, the whole batch is tried again, without end, by the consumer. */
    private static final int ATTEMPTS = 6;
    private static final long FIRST_PAUSE_MILLIS = 100;

    private final SearchEngine engine;
    private final JsonMapper json;
    private final IndexerMeters meters;

    BulkWriter(SearchEngine engine, JsonMapper json, IndexerMeters meters) {
        this.engine = engine;
        this.json = json;
        this.meters = meters;
    }

    /** A record that can never be a document. */
    record Impossible(ConsumerRecord<String, byte[]> entry, Rejection why) {}

    /**
     * Returns what cannot be written, when all the rest is.
     *
     * @throws EngineException.Unavailable if the engine is away, or does not take documents after some attempts
     */
    List<Impossible> write(BulkBody bulk) throws InterruptedException {
        List<Impossible> impossible = new ArrayList<>();
        long pause = FIRST_PAUSE_MILLIS;
        for (int attempt = 1; !bulk.isEmpty(); attempt++) {
            List<Failure> failures = send(bulk);
            List<Integer> again = new ArrayList<>();
            for (Failure failure : failures) {
                if (failure.isTemporary()) {
                    again.add(failure.position());
                } else {
                    impossible.add(new Impossible(bulk.entry(failure.position()), Rejection.of(failure.error())));
                }
            }
            meters.indexed(bulk.documents() - failures.size());
            bulk.retain(again);
            if (!again.isEmpty()) {
                meters.retried();
                if (attempt == ATTEMPTS) {
                    throw new EngineException.Unavailable(again.size() + " documents are not taken: "
                            + failures.getFirst().error().reason(), null);
                }
                TimeUnit.MILLISECONDS.sleep(pause);
                pause *= 2;
            }
        }
        return impossible;
    }

    private List<Failure> send(BulkBody bulk) {
        try {
            return send(bulk.buffer(), bulk.length());
        } catch (EngineException.Refused refused) {
            return sendOneByOne(bulk);
        } catch (EngineException.Unavailable away) {
            meters.retried();
            throw away;
        }
    }

    /** One document makes the engine refuse the whole bulk: the others must not suffer for it. */
    private List<Failure> sendOneByOne(BulkBody bulk) {
        List<Failure> failures = new ArrayList<>();
        for (int position = 0; position < bulk.documents(); position++) {
            byte[] lines = bulk.lines(position);
            try {
                for (Failure failure : send(lines, lines.length)) {
                    failures.add(new Failure(position, failure.status(), failure.error()));
                }
            } catch (EngineException.Refused refused) {
                failures.add(new Failure(position, 400, new EngineError(refused.type(), refused.reason())));
            }
        }
        return failures;
    }

    private List<Failure> send(byte[] buffer, int length) {
        byte[] answer;
        var started = System.nanoTime();
        try {
            answer = engine.bulk(buffer, length).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof EngineException known ? known : failed;
        } finally {
            meters.bulks().record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
        }
        try {
            return BulkAnswer.read(json, answer).failures();
        } catch (JacksonException unreadable) {
            throw new EngineException.Unavailable("The answer to a bulk cannot be read", unreadable);
        }
    }
}
