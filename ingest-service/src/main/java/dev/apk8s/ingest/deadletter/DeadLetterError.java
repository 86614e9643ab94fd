package dev.apk8s.ingest.deadletter;

import dev.apk8s.platform.problem.ErrorCode;
import org.springframework.http.HttpStatus;

/** What can be wrong with a dead letter. */
public enum DeadLetterError implements ErrorCode {
    NO_SUCH_DEAD_LETTER(HttpStatus.NOT_FOUND, "There is no such dead letter"),
    DEAD_LETTER_CLOSED(HttpStatus.CONFLICT,
            "The dead letter was replayed or discarded before"),
    DEAD_LETTER_CUT(HttpStatus.CONFLICT,
            "The dead letter's payload was too large to be kept whole");

    private final HttpStatus status;
    private final String title;

    DeadLetterError(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public HttpStatus status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
