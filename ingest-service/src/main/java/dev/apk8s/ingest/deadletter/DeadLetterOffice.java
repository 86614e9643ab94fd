package dev.apk8s.ingest.deadletter;

import dev.apk8s.ingest.deadletter.DeadLetter.Header;
import dev.apk8s.ingest.deadletter.DeadLetter.State;
import dev.apk8s.ingest.deadletter.DeadLetterIndex.Versioned;
import dev.apk8s.ingest.index.EngineException;
import dev.apk8s.platform.event.EventPublisher;
import dev.apk8s.platform.event.LogUnavailableException;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Finds dead letters of a tenant, sends them again, or gives them up. */
@Component
final class DeadLetterOffice {
    /** On a record that was sent again: the letter it was. */
    static final String REPLAYED_FROM = "apk8s_replayed_from";
    private static final Duration COME_BACK = Duration.ofSeconds(5);
    private static final long PUBLISH_SECONDS = 15;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,300}");

    private final DeadLetterIndex index;
    private final EventPublisher publisher;
    private final DeadLetterProperties properties;

    DeadLetterOffice(DeadLetterIndex index, EventPublisher publisher, DeadLetterProperties properties) {
        this.index = index;
        this.publisher = publisher;
        this.properties = properties;
    }

    /**
     * What became of a replay of many.
     *
     * @param replayed how many were sent again
     * @param failed those that could not be, and stay open
     * @param remaining how many more there are
     */
    record Replay(int replayed, List<String> failed, long remaining) {}

    DeadLetterIndex.Page list(DeadLetterFilter filter, int size, @Nullable JsonNode after) {
        return answered(() -> index.list(filter, size, after));
    }

    DeadLetter read(String id, Caller caller) {
        return answered(() -> require(id, caller)).letter();
    }

    /** Sends a letter to its topic with the same key, headers and event id. One that was sent before is left alone. */
    DeadLetter replay(String id, Caller caller) {
        return answered(() -> change(id, caller, State.REPLAYED));
    }

    DeadLetter discard(String id, Caller caller) {
        return answered(() -> change(id, caller, State.DISCARDED));
    }

    Replay replayAll(DeadLetterFilter open, int limit, Caller caller) {
        return answered(() -> {
            DeadLetterIndex.Page page = index.list(open, Math.min(limit, properties.maxReplay()), null);
            List<Versioned> sent = new ArrayList<>();
            List<CompletableFuture<RecordMetadata>> kept = new ArrayList<>();
            List<String> failed = new ArrayList<>();
            for (DeadLetter letter : page.letters()) {
                Versioned whole = index.find(letter.id()).orElse(null);
                if (whole == null || whole.letter().cut() || whole.letter().state() != State.OPEN) {
                    failed.add(letter.id());
                } else {
                    sent.add(whole);
                    kept.add(publish(whole.letter()));
                }
            }
            awaitKept(CompletableFuture.allOf(kept.toArray(CompletableFuture[]::new)));
            List<DeadLetter> lost = index.markAll(sent, State.REPLAYED, caller.name());
            lost.forEach(letter -> failed.add(letter.id()));
            return new Replay(sent.size() - lost.size(), failed, page.total() - page.letters().size());
        });
    }

    private DeadLetter change(String id, Caller caller, State wanted) {
        Versioned found = require(id, caller);
        DeadLetter letter = found.letter();
        if (letter.state() == wanted) {
            return letter;
        }
        if (letter.state() != State.OPEN) {
            throw new ProblemException(DeadLetterError.DEAD_LETTER_CLOSED, "The letter was " + letter.state().text()
                    + " by " + letter.changedBy() + " at " + letter.changedAt() + ".")
                    .with("state", letter.state().text());
        }
        if (wanted == State.REPLAYED) {
            if (letter.cut()) {
                throw new ProblemException(DeadLetterError.DEAD_LETTER_CUT,
                        "Only the beginning of the payload was kept. Let its sender send it again.");
            }
            // Kept before it is marked: a crash in between replays it twice, which the event id makes one document.
            awaitKept(publish(letter));
        }
        if (!index.mark(found, wanted, caller.name())) {
            throw new ProblemException(CommonError.CONFLICT, "The letter was changed by somebody else just now.");
        }
        return require(id, caller).letter();
    }

    private Versioned require(String id, Caller caller) {
        if (!ID.matcher(id).matches()) {
            throw none(id);
        }
        return index.find(id).filter(found -> found.letter().tenant().equals(caller.tenant()))
                .orElseThrow(() -> none(id));
    }

    private CompletableFuture<RecordMetadata> publish(DeadLetter letter) {
        RecordHeaders headers = new RecordHeaders();
        List<Header> original = letter.headers();
        if (original != null) {
            original.stream().filter(header -> !header.name().equals(REPLAYED_FROM))
                    .forEach(header -> headers.add(header.name(), header.value()));
        }
        headers.add(REPLAYED_FROM, letter.id().getBytes(StandardCharsets.UTF_8));
        return publisher.publishRaw(letter.topic(), letter.key(), letter.payload(), headers);
    }

    private static void awaitKept(CompletableFuture<?> kept) {
        try {
            kept.orTimeout(PUBLISH_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException failed) {
            Throwable cause = failed.getCause();
            throw new ProblemException(CommonError.LOG_UNAVAILABLE, cause instanceof LogUnavailableException
                    ? "The event log does not confirm; the letter stays open."
                    : "The event log does not answer in time; the letter stays open.", cause).retryAfter(COME_BACK);
        }
    }

    private static ProblemException none(String id) {
        return new ProblemException(DeadLetterError.NO_SUCH_DEAD_LETTER, "There is no dead letter '" + id + "'.");
    }

    private static <T> T answered(Supplier<T> work) {
        try {
            return work.get();
        } catch (EngineException failed) {
            throw new ProblemException(CommonError.SEARCH_UNAVAILABLE,
                    "The index of dead letters does not answer. They are kept on their topics meanwhile.", failed)
                    .retryAfter(COME_BACK);
        }
    }
}
