package dev.apk8s.chain.relay;

import dev.apk8s.platform.problem.ErrorCode;
import org.springframework.http.HttpStatus;

/** What can go wrong when a transaction is handed in. */
public enum RelayError implements ErrorCode {
    NO_SUCH_TRANSACTION(HttpStatus.NOT_FOUND, "There is no such transaction"),
    IDEMPOTENCY_KEY_REUSED(HttpStatus.CONFLICT, "The key was used for another request"),
    TRANSACTION_FINISHED(HttpStatus.CONFLICT, "The transaction is finished"),
    TRANSACTION_NOT_OURS(HttpStatus.CONFLICT, "The transaction was signed elsewhere"),
    RELAY_FULL(HttpStatus.TOO_MANY_REQUESTS, "Too many transactions are on their way");

    private final HttpStatus status;
    private final String title;

    RelayError(HttpStatus status, String title) {
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
