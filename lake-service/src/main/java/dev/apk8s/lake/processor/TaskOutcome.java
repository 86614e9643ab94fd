package dev.apk8s.lake.processor;

import org.jspecify.annotations.Nullable;

/**
 * What became of a task in a pod: its termination message, as JSON.
 *
 * @param code why it failed, or was not done
 */
record TaskOutcome(Result result, @Nullable String code, @Nullable String reason, long read, long written) {
    private static final int LONGEST = 1_000;

    enum Result {
        SUCCEEDED,
        SUPERSEDED,
        FAILED
    }

    static TaskOutcome succeeded(Run.Progress total) {
        return new TaskOutcome(Result.SUCCEEDED, null, null, total.read(), total.written());
    }

    static TaskOutcome superseded(String reason) {
        return new TaskOutcome(Result.SUPERSEDED, null, reason, 0, 0);
    }

    /** A message has room for 4,096 bytes. */
    static TaskOutcome failed(String code, String reason) {
        return new TaskOutcome(Result.FAILED, code, reason.substring(0, Math.min(LONGEST, reason.length())), 0, 0);
    }
}
