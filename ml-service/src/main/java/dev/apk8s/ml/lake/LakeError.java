package dev.apk8s.ml.lake;

import dev.apk8s.platform.problem.ErrorCode;
import org.springframework.http.HttpStatus;

/** Why the lake or the warehouse cannot be asked. */
public enum LakeError implements ErrorCode {
    LAKE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The lake does not answer"),
    LAKE_FAILED(HttpStatus.BAD_GATEWAY, "The lake gave an answer that cannot be used"),
    NO_MODEL_BUCKET(HttpStatus.CONFLICT, "The tenant has no bucket for models");

    private final HttpStatus status;
    private final String title;

    LakeError(HttpStatus status, String title) {
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
