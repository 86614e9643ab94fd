package dev.apk8s.ingest.flow.step;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A step cannot do its work on this event. */
public final class StepFailedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;
    private final boolean again;

    private StepFailedException(String code, String reason, boolean again, @Nullable Throwable cause) {
        super(reason, cause);
        this.code = code;
        this.again = again;
    }

    /** However often it is tried. */
    public static StepFailedException forGood(String code, String reason, @Nullable Throwable cause) {
        return new StepFailedException(code, reason, false, cause);
    }

    /** It may work when it is tried again, a few times. */
    public static StepFailedException forNow(String code, String reason, @Nullable Throwable cause) {
        return new StepFailedException(code, reason, true, cause);
    }

    /** The dead letter's code: upper snake case. */
    public String code() {
        return code;
    }

    public boolean again() {
        return again;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
