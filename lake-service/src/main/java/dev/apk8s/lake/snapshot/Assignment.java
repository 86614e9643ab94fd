package dev.apk8s.lake.snapshot;

import dev.apk8s.lake.snapshot.Run.Decided;
import dev.apk8s.lake.snapshot.Run.Outcome;
import dev.apk8s.lake.snapshot.Run.Progress;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.table.TableConflictException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A snapshot that this instance works on. The log decides whose it is: a change that the log does not take because the
 * snapshot was cancelled or taken over ends the work here. One thread works, another gives signs of life.
 */
final class Assignment {
    private static final Logger log = LoggerFactory.getLogger(Assignment.class);

    private final SnapshotRecords records;
    private volatile Snapshot snapshot;
    private volatile Progress progress = Progress.NONE;
    private volatile boolean lost;
    private volatile Instant touched;

    private Assignment(SnapshotRecords records, Snapshot claimed) {
        this.records = records;
        this.snapshot = claimed;
        this.touched = claimed.run().touched();
    }

    /** Takes a snapshot on, if nobody else was faster. */
    static Optional<Assignment> claim(SnapshotRecords records, Snapshot snapshot, String owner, Instant now) {
        try {
            return records.change(snapshot.key(), current -> current.equals(snapshot), run -> run.claimed(owner, now))
                    .map(claimed -> new Assignment(records, claimed));
        } catch (TableConflictException other) {
            log.debug("Another instance took {}", snapshot.key(), other);
            return Optional.empty();
        }
    }

    Snapshot snapshot() {
        return snapshot;
    }

    Progress progress() {
        return progress;
    }

    void progress(Progress reached) {
        progress = reached;
    }

    Instant touched() {
        return touched;
    }

    /** Ends the work at its next step. */
    void end() {
        lost = true;
    }

    /** @throws AssignmentLostException if the work is not this instance's any more */
    void check() {
        if (lost) {
            throw new AssignmentLostException(snapshot.key());
        }
    }

    /** Gives a sign of life, and finds out whether the work still is this instance's. While the log is away it goes on. */
    void touch(Instant now) {
        touched = now;
        try {
            change(run -> run.touched(now, progress));
        } catch (ProblemException | TableConflictException away) {
            log.warn("No sign of life of {}: {}", snapshot.key(), away.getMessage());
        }
    }

    /** Keeps which columns the snapshot has, whoever ends it. */
    void decide(int catalogueVersion) {
        change(run -> run.decided(new Decided(catalogueVersion), Instant.now()));
        check();
    }

    /** @throws ProblemException LOG_UNAVAILABLE: it is not known whether the log has it */
    void over(SnapshotState state, @Nullable Outcome outcome) {
        change(run -> run.over(state, Instant.now(), progress, outcome));
    }

    /** Leaves the work to whoever takes it, from a time on. */
    void release(Instant notBefore) {
        change(run -> run.released(notBefore));
    }

    private void change(java.util.function.UnaryOperator<Run> change) {
        Optional<Snapshot> changed = records.change(snapshot.key(), this::isMine, change);
        if (changed.isPresent()) {
            snapshot = changed.get();
        } else {
            lost = true;
        }
    }

    private boolean isMine(Snapshot current) {
        Run mine = snapshot.run();
        Run run = current.run();
        return run.state() == SnapshotState.RUNNING && mine.owner() != null && mine.owner().equals(run.owner())
                && mine.attempts() == run.attempts();
    }
}
