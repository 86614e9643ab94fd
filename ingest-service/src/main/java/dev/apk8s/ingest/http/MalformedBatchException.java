package dev.apk8s.ingest.http;

import dev.apk8s.ingest.intake.IntakeError;

/** A body of which no further event can be read. */
final class MalformedBatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final IntakeError code;

    MalformedBatchException(IntakeError code, String message) {
        super(message);
        this.code = code;
    }

    IntakeError code() {
        return code;
    }
}
