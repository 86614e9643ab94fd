package dev.apk8s.lake.snapshot;

import dev.apk8s.lake.snapshot.Run.Outcome;
import dev.apk8s.platform.problem.ErrorCode;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.trace.TraceContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Does the work of an assignment, and keeps how it ended. */
@Component
final class SnapshotRunner {
    private static final Logger log = LoggerFactory.getLogger(SnapshotRunner.class);
    private static final int MOST_DOUBLINGS = 20;
    private static final long KEEP_AGAIN_NANOS = Duration.ofSeconds(1).toNanos();

    private final SnapshotWork work;
    private final SnapshotLake lake;
    private final SnapshotRecords records;
    private final SnapshotMeters meters;
    private final SnapshotProperties.Work bounds;
    private final TraceContext trace;

    SnapshotRunner(SnapshotWork work, SnapshotLake lake, SnapshotRecords records, SnapshotMeters meters,
            SnapshotProperties properties, TraceContext trace) {
        this.work = work;
        this.lake = lake;
        this.records = records;
        this.meters = meters;
        this.bounds = properties.work();
        this.trace = trace;
    }

    /** Returns when the snapshot is over, was left to others, or was put off. */
    void run(Assignment assignment) {
        Snapshot snapshot = assignment.snapshot();
        Instant begun = Instant.now();
        meters.begun();
        try {
            Outcome outcome = trace.within(snapshot.cause().trace(), "snapshot", () -> perform(assignment));
            meters.written(snapshot.target().format(), assignment.progress().rows(), assignment.progress().bytes());
            end(assignment, SnapshotState.DONE, outcome, begun);
        } catch (AssignmentLostException lost) {
            leave(assignment);
        } catch (SnapshotFailedException failed) {
            log.warn("Snapshot {} failed: {}", snapshot.key(), failed.getMessage());
            fail(assignment, failed.code(), String.valueOf(failed.getMessage()), begun);
        } catch (ProblemException problem) {
            if (isFinal(problem.code()) && !snapshot.isScheduled()) {
                fail(assignment, problem.code().name(), problem.detail(), begun);
            } else {
                putOff(assignment, problem.detail(), problem, begun);
            }
        } catch (RuntimeException failure) {
            putOff(assignment, "Something went wrong inside the platform.", failure, begun);
        } finally {
            meters.ended();
        }
    }

    private Outcome perform(Assignment assignment) {
        try {
            return work.perform(assignment);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What the caller would have to change. */
    private static boolean isFinal(ErrorCode code) {
        return code.status().is4xxClientError();
    }

    /** Returns whether this instance was the one to say so. */
    private boolean end(Assignment assignment, SnapshotState state, Outcome outcome, Instant begun) {
        while (true) {
            try {
                assignment.check();
                assignment.over(state, outcome);
                assignment.check();
                meters.over(state, assignment.snapshot().isScheduled(), Duration.between(begun, Instant.now()));
                return true;
            } catch (AssignmentLostException lost) {
                leave(assignment);
                return false;
            } catch (ProblemException away) {
                log.warn("The end of {} is not kept yet: {}", assignment.snapshot().key(), away.getMessage());
                LockSupport.parkNanos(KEEP_AGAIN_NANOS);
            }
        }
    }

    /** Another instance may have had more success, and what differs is not ours: only what surely failed is deleted. */
    private void fail(Assignment assignment, String code, String detail, Instant begun) {
        if (end(assignment, SnapshotState.FAILED, Outcome.failed(code, detail), begun)
                && !assignment.snapshot().isScheduled() && !code.equals(SnapshotWork.OBJECT_DIFFERS)) {
            delete(assignment.snapshot());
        }
    }

    private void putOff(Assignment assignment, String detail, Throwable cause, Instant begun) {
        Snapshot snapshot = assignment.snapshot();
        int attempts = snapshot.run().attempts();
        if (!snapshot.isScheduled() && attempts >= bounds.attempts()) {
            log.warn("Snapshot {} is given up after {} attempts", snapshot.key(), attempts, cause);
            fail(assignment, "GIVEN_UP", "After " + attempts + " attempts: " + detail, begun);
            return;
        }
        log.warn("Snapshot {} is put off", snapshot.key(), cause);
        meters.putOff();
        Duration pause = Duration.ofSeconds(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
        release(assignment, Instant.now().plus(pause.compareTo(bounds.longestPause()) > 0
                ? bounds.longestPause()
                : pause));
    }

    /** A snapshot that was cancelled has nothing in the lake; one that goes on elsewhere needs what is there. */
    private void leave(Assignment assignment) {
        Snapshot snapshot = assignment.snapshot();
        boolean cancelled = records.find(snapshot.key())
                .map(now -> now.run().state() == SnapshotState.CANCELLED).orElse(false);
        if (cancelled) {
            delete(snapshot);
        } else {
            release(assignment, Instant.now());
        }
    }

    private void release(Assignment assignment, Instant notBefore) {
        try {
            assignment.release(notBefore);
        } catch (ProblemException away) {
            log.warn("Snapshot {} is taken up again when its lease ends: {}", assignment.snapshot().key(),
                    away.getMessage());
        }
    }

    private void delete(Snapshot snapshot) {
        try {
            lake.delete(snapshot);
        } catch (ProblemException away) {
            log.warn("Parts of snapshot {} stay in {} under {}: {}", snapshot.key(), snapshot.target().bucket(),
                    snapshot.target().base(), away.getMessage());
        }
    }
}
