package dev.apk8s.platform.event;

import java.io.Serial;

/** One record of a batch cannot be processed. */
public final class RecordFailedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int index;
    private final String code;

    /** @param index its place in the batch; all before it are done, all after it will be given again */
    public RecordFailedException(int index, String code, String reason, Throwable cause) {
        super(reason, cause);
        this.index = index;
        this.code = code;
    }

    int index() {
        return index;
    }

    String code() {
        return code;
    }
}
