package dev.apk8s.lake.reconcile;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run over buckets of a tenant.
 *
 * @param bucket null for all of the tenant's
 * @param updated when its progress was last written
 * @param reason why it failed
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Reconciliation(String id, String tenant, @Nullable String bucket, State state, Instant asked,
        @Nullable Instant started, Instant updated, Counts counts, @Nullable String reason) {
    private static final Duration SILENCE = Duration.ofMinutes(2);

    enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        /** The replica that ran it ended before it was done: ask for another. */
        ABANDONED
    }

    /**
     * @param objects that were compared
     * @param missing objects that the index did not know
     * @param differing objects of which the index said something else
     * @param gone objects of which only the index knew
     */
    record Counts(int buckets, long objects, long missing, long differing, long gone) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        Counts bucket() {
            return new Counts(buckets + 1, objects, missing, differing, gone);
        }

        Counts compared(long more) {
            return new Counts(buckets, objects + more, missing, differing, gone);
        }

        Counts mended(Mend mend) {
            return switch (mend) {
                case MISSING -> new Counts(buckets, objects, missing + 1, differing, gone);
                case DIFFERING -> new Counts(buckets, objects, missing, differing + 1, gone);
                case GONE -> new Counts(buckets, objects, missing, differing, gone + 1);
            };
        }
    }

    /** What was wrong with a document. */
    enum Mend {
        MISSING,
        DIFFERING,
        GONE
    }

    static Reconciliation asked(String id, String tenant, @Nullable String bucket) {
        Instant now = Instant.now();
        return new Reconciliation(id, tenant, bucket, State.WAITING, now, null, now, Counts.NONE, null);
    }

    Reconciliation running(Counts sofar) {
        Instant now = Instant.now();
        return new Reconciliation(id, tenant, bucket, State.RUNNING, asked, started == null ? now : started, now,
                sofar, null);
    }

    Reconciliation ended(State how, @Nullable String why) {
        return new Reconciliation(id, tenant, bucket, how, asked, started, Instant.now(), counts, why);
    }

    /** As it is for one who reads it now. */
    Reconciliation seen() {
        boolean open = state == State.WAITING || state == State.RUNNING;
        return open && updated.isBefore(Instant.now().minus(SILENCE)) ? ended(State.ABANDONED, null) : this;
    }
}
