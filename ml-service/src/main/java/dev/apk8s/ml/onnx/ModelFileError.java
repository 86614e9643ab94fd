package dev.apk8s.ml.onnx;

import dev.apk8s.platform.problem.ErrorCode;
import org.springframework.http.HttpStatus;

/** Why a file is no model that can be served. */
public enum ModelFileError implements ErrorCode {
    MODEL_NOT_ONNX(HttpStatus.BAD_REQUEST, "The file is not an ONNX model"),
    MODEL_CORRUPT(HttpStatus.BAD_REQUEST, "The file is an ONNX model that is broken"),
    MODEL_UNSUPPORTED(HttpStatus.BAD_REQUEST, "The model needs what this service does not have"),
    MODEL_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The model is larger than the service takes");

    private final HttpStatus status;
    private final String title;

    ModelFileError(HttpStatus status, String title) {
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
