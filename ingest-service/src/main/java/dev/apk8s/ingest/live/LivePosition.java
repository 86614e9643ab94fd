package dev.apk8s.ingest.live;

import dev.apk8s.platform.problem.ProblemException;
import java.util.Arrays;

/**
 * Where a connection is in the log: for each partition, the offset of the event to be given next. As the id of an
 * event it says all that went before, in every partition, so that who resumes there gets each event once.
 */
final class LivePosition {
    private static final int RADIX = 36;
    private static final int MAX_LENGTH = 15_000;

    private final long[] next;

    LivePosition(int partitions) {
        next = new long[partitions];
    }

    /** @throws ProblemException if it is no position of a topic with so many partitions */
    static LivePosition parse(String text, int partitions) {
        if (text.length() > MAX_LENGTH) {
            throw invalid();
        }
        String[] offsets = text.strip().split("\\.", -1);
        if (offsets.length > partitions) {
            throw invalid();
        }
        LivePosition position = new LivePosition(partitions);
        for (int partition = 0; partition < offsets.length; partition++) {
            try {
                position.next[partition] = Long.parseLong(offsets[partition], RADIX);
            } catch (NumberFormatException malformed) {
                throw invalid();
            }
            if (position.next[partition] < 0) {
                throw invalid();
            }
        }
        return position;
    }

    int partitions() {
        return next.length;
    }

    long next(int partition) {
        return next[partition];
    }

    void moveTo(int partition, long offset) {
        next[partition] = offset;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (long offset : next) {
            text.append(text.isEmpty() ? "" : ".").append(Long.toString(offset, RADIX));
        }
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LivePosition position && Arrays.equals(next, position.next);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(next);
    }

    private static ProblemException invalid() {
        return new ProblemException(LiveError.POSITION_INVALID,
                "Give Last-Event-ID as it was received from this stream, or leave it out to begin now.")
                .with("field", "Last-Event-ID");
    }
}
