package dev.apk8s.lake.reconcile;

import dev.apk8s.platform.problem.ErrorCode;
import org.springframework.http.HttpStatus;

/** What can go wrong with reconciliations. */
enum ReconcileError implements ErrorCode {
    NO_SUCH_RECONCILIATION(HttpStatus.NOT_FOUND, "There is no such reconciliation"),
    TOO_MANY_RECONCILIATIONS(HttpStatus.TOO_MANY_REQUESTS, "Too many reconciliations wait already");

    private final HttpStatus status;
    private final String title;

    ReconcileError(HttpStatus status, String title) {
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
