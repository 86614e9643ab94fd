package dev.apk8s.ingest.flow.step;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** What a step needs is away: no event's fault, so it waits until that is back. */
public final class TargetAwayException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public TargetAwayException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
