package dev.apk8s.ml.model;

import dev.apk8s.platform.problem.ErrorCode;
import org.springframework.http.HttpStatus;

/** Why the registry does not do something. */
public enum ModelError implements ErrorCode {
    TOO_MANY_MODELS(HttpStatus.CONFLICT, "There are as many models as the service keeps"),
    TOO_MANY_VERSIONS(HttpStatus.CONFLICT, "The model has as many versions as the service keeps"),
    MODEL_IN_USE(HttpStatus.CONFLICT, "The version is loaded or in production"),
    MODEL_FILE_CHANGED(HttpStatus.CONFLICT, "The file in the lake is not the one that was registered");

    private final HttpStatus status;
    private final String title;

    ModelError(HttpStatus status, String title) {
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
