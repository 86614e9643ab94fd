package dev.apk8s.ingest.http;

import dev.apk8s.ingest.http.BatchAnswer.Rejected;
import dev.apk8s.ingest.intake.IntakeError;
import dev.apk8s.ingest.intake.Receipt;
import dev.apk8s.platform.event.LogUnavailableException;
import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ErrorCode;
import dev.apk8s.platform.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Follows the events of one request until the log has each or it is known that it has not. */
final class BatchRun {
    private static final int IN_FLIGHT = 2_000;
    private static final int REJECTED_LISTED = 1_000;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private record Pending(int position, Receipt.Sent sent) {}

    private final ArrayDeque<Pending> pending = new ArrayDeque<>();
    private final List<String> accepted = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private int rejectedCount;
    private int position;
    private @Nullable LogUnavailableException logAway;
    private Receipt.@Nullable Refused firstRefusal;

    /** The place of the next event in the body. */
    int position() {
        return position;
    }

    /** Whether there is a point in reading on. */
    boolean goesOn() {
        return logAway == null;
    }

    void add(Receipt receipt) {
        switch (receipt) {
            case Receipt.Sent sent -> {
                pending.add(new Pending(position, sent));
                if (pending.size() >= IN_FLIGHT) {
                    settleOldest();
                }
            }
            case Receipt.Refused refused -> reject(position, refused);
        }
        position++;
    }

    /** The answer, once all that was sent is settled; {@code end} is why reading stopped early, if it did. */
    BatchAnswer finish(@Nullable ProblemException end) {
        while (!pending.isEmpty()) {
            settleOldest();
        }
        LogUnavailableException away = logAway;
        if (away != null) {
            throw outcome(new ProblemException(CommonError.LOG_UNAVAILABLE,
                    "The event log does not answer. What is not listed as accepted must be sent again, best with the same ids.",
                    away).retryAfter(RETRY_AFTER));
        }
        if (end != null) {
            throw outcome(end);
        }
        if (position == 0) {
            throw new ProblemException(IntakeError.BATCH_EMPTY, "Send at least one event.");
        }
        Receipt.Refused refused = firstRefusal;
        if (accepted.isEmpty() && refused != null) {
            throw outcome(problemOf(refused));
        }
        return new BatchAnswer(accepted.size(), rejectedCount, accepted, rejected);
    }

    private ProblemException problemOf(Receipt.Refused refused) {
        ErrorCode code = refused.code();
        String prefix = position > 1 ? "None of the " + position + " events was accepted; the first: " : "";
        ProblemException problem = new ProblemException(code, prefix + refused.message());
        return refused.field() == null ? problem : problem.with("field", refused.field());
    }

    private ProblemException outcome(ProblemException problem) {
        return problem.with("acceptedCount", accepted.size()).with("rejectedCount", rejectedCount)
                .with("accepted", accepted).with("rejected", rejected);
    }

    private void settleOldest() {
        Pending oldest = pending.remove();
        try {
            oldest.sent().kept().join();
            accepted.add(oldest.sent().id());
        } catch (CompletionException failed) {
            if (!(failed.getCause() instanceof LogUnavailableException away)) {
                throw failed;
            }
            if (away.isTooLarge()) {
                reject(oldest.position(), new Receipt.Refused(IntakeError.EVENT_TOO_LARGE,
                        "The event is larger than the event log takes.", null));
            } else {
                logAway = away;
            }
        }
    }

    private void reject(int place, Receipt.Refused refused) {
        rejectedCount++;
        if (firstRefusal == null) {
            firstRefusal = refused;
        }
        if (rejected.size() < REJECTED_LISTED) {
            rejected.add(new Rejected(place, refused.code().name(), refused.message(), refused.field()));
        }
    }
}
