package dev.apk8s.lake.processor;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a processor does with one object that was put.
 *
 * @param id the same whenever the same event comes
 * @param processor its definition when the event came
 * @param input the object
 * @param due not before; for a run that somebody works on, when it counts as forsaken
 * @param worker who works on it
 * @param progress of the last attempt
 * @param failure why it failed
 * @param traceParent of the trace that is its own
 * @param event the message that told of the object
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Run(String id, Processor processor, Input input, State state, int attempts, Instant created, Instant due,
        @Nullable Instant ended, @Nullable String worker, Progress progress, @Nullable Failure failure,
        String traceParent, String event, List<Line> log) {
    private static final int MOST_LINES = 200;
    private static final int TRACE_START = 3;
    private static final int TRACE_END = 35;

    enum State {
        QUEUED,
        RUNNING,
        SUCCEEDED,
        /** Given up; its event is a dead letter. */
        FAILED,
        /** The object was replaced or removed before it was processed. */
        SUPERSEDED;

        boolean isOver() {
            return this != QUEUED && this != RUNNING;
        }
    }

    /** The object, by its tenant's bucket. */
    record Input(String bucket, String key, String etag, long size) {}

    /** Bytes that were read and written. */
    record Progress(long read, long written) {
        static final Progress NONE = new Progress(0, 0);
    }

    record Failure(String code, String reason) {}

    record Line(Instant time, String text) {}

    String traceId() {
        return traceParent.substring(TRACE_START, TRACE_END);
    }

    Run begun(String by, Duration lease) {
        Instant now = Instant.now();
        return new Run(id, processor, input, State.RUNNING, attempts + 1, created, now.plus(lease), null, by,
                Progress.NONE, failure, traceParent, event,
                with("Attempt " + (attempts + 1) + " begins on " + by
                        + (state == State.RUNNING ? "; " + worker + " said nothing more" : "")));
    }

    Run goingOn(Progress sofar, Duration lease) {
        return new Run(id, processor, input, state, attempts, created, Instant.now().plus(lease), null, worker, sofar,
                failure, traceParent, event, log);
    }

    Run again(Failure why, boolean counts, Duration pause) {
        return new Run(id, processor, input, State.QUEUED, counts ? attempts : attempts - 1, created,
                Instant.now().plus(pause), null, null, progress, why, traceParent, event,
                with(why.code() + ": " + why.reason() + " Tried again in " + pause.toMillis() + " ms."));
    }

    Run replayed() {
        return new Run(id, processor, input, State.QUEUED, 0, created, Instant.now(), null, null, Progress.NONE,
                failure, traceParent, event, with("Queued again: the event came once more"));
    }

    Run over(State how, Progress total, @Nullable Failure why, String text) {
        Instant now = Instant.now();
        return new Run(id, processor, input, how, attempts, created, now, now, worker, total, why, traceParent, event,
                with(text));
    }

    private List<Line> with(String text) {
        List<Line> lines = new ArrayList<>(log.size() < MOST_LINES ? log : log.subList(1, log.size()));
        lines.add(new Line(Instant.now(), text));
        return lines;
    }
}
