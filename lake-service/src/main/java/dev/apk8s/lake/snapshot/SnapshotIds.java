package dev.apk8s.lake.snapshot;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Ids begin with a time, so that they sort by it. */
final class SnapshotIds {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss")
            .withZone(ZoneOffset.UTC);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RADIX = 36;

    private SnapshotIds() {}

    static String onDemand(Instant now) {
        return TIME.format(now) + "-" + Long.toString(RANDOM.nextLong(1L << 50, 1L << 51), RADIX);
    }

    /** The same for all instances: of several that make the period's snapshot, one succeeds. */
    static String periodic(Schedule schedule, Instant from) {
        return TIME.format(from) + "-" + schedule.stream() + "-"
                + Long.toString(schedule.declared().getEpochSecond(), RADIX);
    }
}
