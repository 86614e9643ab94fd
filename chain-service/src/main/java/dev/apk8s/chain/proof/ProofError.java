package dev.apk8s.chain.proof;

import dev.apk8s.platform.problem.ErrorCode;
import org.springframework.http.HttpStatus;

/** What can go wrong with proofs. */
enum ProofError implements ErrorCode {
    NOT_ANCHORED(HttpStatus.NOT_FOUND, "The hash is not anchored"),
    LAKE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The lake does not answer"),
    LAKE_FAILED(HttpStatus.BAD_GATEWAY, "The lake gave an answer that cannot be used");

    private final HttpStatus status;
    private final String title;

    ProofError(HttpStatus status, String title) {
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
