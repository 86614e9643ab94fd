package dev.apk8s.ml.onnx;

import dev.apk8s.platform.problem.ErrorCode;
import org.springframework.http.HttpStatus;

/** Why a model does not answer. */
public enum PredictionError implements ErrorCode {
    PREDICTION_FAILED(HttpStatus.UNPROCESSABLE_CONTENT, "The model cannot compute an answer to this input"),
    PREDICTION_QUEUE_FULL(HttpStatus.TOO_MANY_REQUESTS, "Too many predictions wait for the model"),
    PREDICTION_TIMED_OUT(HttpStatus.SERVICE_UNAVAILABLE, "The prediction was not computed in time"),
    MODEL_NOT_LOADED(HttpStatus.CONFLICT, "The model is not loaded"),
    MODELS_FULL(HttpStatus.CONFLICT, "No more models can be loaded");

    private final HttpStatus status;
    private final String title;

    PredictionError(HttpStatus status, String title) {
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
