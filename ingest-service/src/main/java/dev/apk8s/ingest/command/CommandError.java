package dev.apk8s.ingest.command;

import dev.apk8s.platform.problem.ErrorCode;
import org.springframework.http.HttpStatus;

/** What can be wrong with a command. */
enum CommandError implements ErrorCode {
    NO_SUCH_COMMAND(HttpStatus.NOT_FOUND, "There is no such command, or it is too long ago"),
    TOO_MANY_WAITING(HttpStatus.SERVICE_UNAVAILABLE, "Too many callers wait for a device's answer");

    private final HttpStatus status;
    private final String title;

    CommandError(HttpStatus status, String title) {
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
