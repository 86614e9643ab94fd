package dev.apk8s.warehouse.lake;

import org.springframework.http.HttpStatus;

import dev.apk8s.platform.problem.ErrorCode;

/** Why the lake cannot be asked. */
enum LakeError implements ErrorCode {
    LAKE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The lake does not answer"),
    LAKE_FAILED(HttpStatus.BAD_GATEWAY, "The lake gave an answer that cannot be used");

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
