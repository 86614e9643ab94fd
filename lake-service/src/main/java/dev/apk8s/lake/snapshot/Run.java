package dev.apk8s.lake.snapshot;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the work on a snapshot goes.
 *
 * @param owner the instance that works on it, if one does
 * @param touched the owner's last sign of life; while it waits, when it may be begun
 * @param attempts how often it was begun
 * @param columns which version of the catalogue its columns are
 * @param progress how far it is
 * @param outcome how it ended
 */
record Run(SnapshotState state, @Nullable String owner, Instant touched, int attempts, Decided columns,
        Progress progress, @Nullable Outcome outcome) {

    /** @param version 0 until it is decided */
    record Decided(int version) {
        static final Decided NOT_YET = new Decided(0);
    }

    /**
     * @param passed how many of the offsets were passed, in both passes together
     * @param bytes in the lake or on their way there
     */
    record Progress(long passed, long rows, long bytes) {
        static final Progress NONE = new Progress(0, 0, 0);
    }

    /**
     * @param manifest the SHA-256 of the manifest, in hexadecimal, if there is one
     * @param code what went wrong
     * @param detail what went wrong, for people
     */
    record Outcome(int files, @Nullable String manifest, @Nullable String code, @Nullable String detail) {
        static Outcome done(int files, String manifest) {
            return new Outcome(files, manifest, null, null);
        }

        static Outcome failed(String code, String detail) {
            return new Outcome(0, null, code, detail);
        }
    }

    static Run waiting(Instant since) {
        return new Run(SnapshotState.WAITING, null, since, 0, Decided.NOT_YET, Progress.NONE, null);
    }

    Run claimed(String by, Instant now) {
        return new Run(SnapshotState.RUNNING, by, now, attempts + 1, columns, Progress.NONE, null);
    }

    Run touched(Instant now, Progress reached) {
        return new Run(state, owner, now, attempts, columns, reached, null);
    }

    Run decided(Decided version, Instant now) {
        return new Run(state, owner, now, attempts, version, progress, null);
    }

    Run released(Instant notBefore) {
        return new Run(SnapshotState.WAITING, null, notBefore, attempts, columns, progress, null);
    }

    Run over(SnapshotState end, Instant now, Progress reached, @Nullable Outcome how) {
        return new Run(end, null, now, attempts, columns, reached, how);
    }
}
