package dev.apk8s.ingest.stream;

import dev.apk8s.platform.problem.ErrorCode;
import org.springframework.http.HttpStatus;

/** What can be wrong with a stream. */
public enum StreamError implements ErrorCode {
    NO_SUCH_STREAM(HttpStatus.NOT_FOUND, "There is no such stream"),
    STREAM_EXISTS(HttpStatus.CONFLICT, "The stream is already there"),
    STREAM_NOT_WRITABLE(HttpStatus.FORBIDDEN, "Only the platform writes to this stream"),
    STREAM_SHARED(HttpStatus.CONFLICT, "The stream is declared by the configuration"),
    TOO_MANY_STREAMS(HttpStatus.CONFLICT, "No more streams can be declared");

    private final HttpStatus status;
    private final String title;

    StreamError(HttpStatus status, String title) {
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
