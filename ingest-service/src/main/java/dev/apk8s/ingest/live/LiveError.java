package dev.apk8s.ingest.live;

import dev.apk8s.platform.problem.ErrorCode;
import org.springframework.http.HttpStatus;

/** What can be wrong with a live connection. */
public enum LiveError implements ErrorCode {
    TOO_MANY_CONNECTIONS(HttpStatus.SERVICE_UNAVAILABLE, "No more live connections can be opened"),
    POSITION_INVALID(
            HttpStatus.BAD_REQUEST, "The position to go on from was not given out for this stream");

    private final HttpStatus status;
    private final String title;

    LiveError(HttpStatus status, String title) {
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
