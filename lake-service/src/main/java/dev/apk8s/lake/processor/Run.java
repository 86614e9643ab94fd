package dev.apk8s.lake.processor;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
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
 * @param rounds how often it was begun anew, after what was tried before was over and done with; none is 0
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Run(String id, Processor processor, Input input, State state, int attempts, Instant created, Instant due,
        @Nullable Instant ended, @Nullable String worker, Progress progress, @Nullable Failure failure,
        String traceParent, String event, List<Line> log, @Nullable Integer rounds) {
    private static final int MOST_LINES = 200;
    private static final int LAST_LINES = 20;
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

    Task task() {
        return new Task(processor, input);
    }

    String endOfLog() {
        return log.subList(Math.max(0, log.size() - LAST_LINES), log.size()).stream()
                .map(line -> line.time() + " " + line.text()).collect(Collectors.joining("\n"));
    }

    int round() {
        return rounds == null ? 0 : rounds;
    }

    /** @param goesOn whether the work goes on without its worker, and is only watched from now on by another */
    Run begun(String by, Duration lease, boolean goesOn) {
        boolean forsaken = state == State.RUNNING;
        boolean watched = goesOn && forsaken;
        int attempt = watched ? attempts : attempts + 1;
        String text = watched ? by + " goes on with attempt " + attempt : "Attempt " + attempt + " begins on " + by;
        return new Run(id, processor, input, State.RUNNING, attempt, created, Instant.now().plus(lease), null, by,
                Progress.NONE, failure, traceParent, event,
                with(text + (forsaken ? "; " + worker + " said nothing more" : "")), rounds);
    }

    Run goingOn(Progress sofar, Duration lease) {
        return new Run(id, processor, input, state, attempts, created, Instant.now().plus(lease), null, worker, sofar,
                failure, traceParent, event, log, rounds);
    }

    Run saying(String text) {
        return new Run(id, processor, input, state, attempts, created, due, ended, worker, progress, failure,
                traceParent, event, with(text), rounds);
    }

    Run attempted(int count) {
        return new Run(id, processor, input, state, count, created, due, ended, worker, progress, failure,
                traceParent, event, log, rounds);
    }

    Run again(Failure why, boolean counts, Duration pause) {
        return new Run(id, processor, input, State.QUEUED, counts ? attempts : attempts - 1, created,
                Instant.now().plus(pause), null, null, progress, why, traceParent, event,
                with(why.code() + ": " + why.reason() + " Tried again in " + pause.toMillis() + " ms."), rounds);
    }

    Run anew() {
        return new Run(id, processor, input, state, attempts, created, due, ended, worker, progress, failure,
                traceParent, event, log, round() + 1);
    }

    Run replayed() {
        return new Run(id, processor, input, State.QUEUED, 0, created, Instant.now(), null, null, Progress.NONE,
                failure, traceParent, event, with("Queued again: the event came once more"), round() + 1);
    }

    Run over(State how, Progress total, @Nullable Failure why, String text) {
        Instant now = Instant.now();
        return new Run(id, processor, input, how, attempts, created, now, now, worker, total, why, traceParent, event,
                with(text), rounds);
    }

    private List<Line> with(String text) {
        List<Line> lines = new ArrayList<>(log.size() < MOST_LINES ? log : log.subList(1, log.size()));
        lines.add(new Line(Instant.now(), text));
        return lines;
    }
}
