package dev.apk8s.lake.eventlog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * From which time on a topic has all events. A partition whose log begins late need not have lost anything that is
 * younger than the retention: it may have been silent.
 */
final class Availability {
    private final Retention retention;
    private @Nullable Instant latest;
    private @Nullable Instant earliest;
    private boolean whole;

    Availability(Retention retention) {
        this.retention = retention;
    }

    /**
     * Takes a partition into account.
     *
     * @param firstOffset that the log has; 0 if nothing was deleted
     * @param oldest timestamp of the oldest event it has, in milliseconds; negative if it has none
     */
    void add(long firstOffset, long oldest) {
        if (firstOffset == 0) {
            whole = true;
            return;
        }
        Instant now = Instant.now();
        Instant first = oldest < 0 ? now : Instant.ofEpochMilli(oldest);
        Instant kept = retention.bySize() || retention.millis() < 0 ? first : now.minusMillis(retention.millis());
        Instant available = kept.isBefore(first) ? kept : first;
        latest = latest == null || available.isAfter(latest) ? available : latest;
        earliest = earliest == null || available.isBefore(earliest) ? available : earliest;
    }

    @Nullable
    Instant latest() {
        return latest;
    }

    @Nullable
    Instant earliest() {
        return whole ? null : earliest;
    }
}
