package dev.apk8s.ml.tensor;

import dev.apk8s.platform.problem.ErrorCode;
import org.springframework.http.HttpStatus;

/** Why tensors cannot be given to a model. */
public enum TensorError implements ErrorCode {
    INVALID_INPUT(HttpStatus.BAD_REQUEST, "An input does not fit the model");

    private final HttpStatus status;
    private final String title;

    TensorError(HttpStatus status, String title) {
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
