package dev.apk8s.chain.signer;

import dev.apk8s.platform.problem.ErrorCode;
import org.springframework.http.HttpStatus;

/** What can go wrong with signers. */
public enum SignerError implements ErrorCode {
    NO_SUCH_SIGNER(HttpStatus.NOT_FOUND, "There is no such signer"),
    SIGNER_EXISTS(HttpStatus.CONFLICT, "There is a signer of this name or address"),
    SIGNER_DISABLED(HttpStatus.CONFLICT, "The signer is disabled"),
    TOO_MANY_SIGNERS(HttpStatus.CONFLICT, "No more signers can be kept"),
    KEYSTORE_NOT_READABLE(HttpStatus.UNPROCESSABLE_CONTENT, "The keystore file cannot be opened"),
    NO_KEYSTORE(HttpStatus.SERVICE_UNAVAILABLE, "This service has no place for keys");

    private final HttpStatus status;
    private final String title;

    SignerError(HttpStatus status, String title) {
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
