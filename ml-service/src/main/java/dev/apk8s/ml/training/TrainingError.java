package dev.apk8s.ml.training;

import dev.apk8s.platform.problem.ErrorCode;
import org.springframework.http.HttpStatus;

/** Why a run is not taken, or failed. */
enum TrainingError implements ErrorCode {
    TRAINING_QUEUE_FULL(HttpStatus.TOO_MANY_REQUESTS, "Too many runs wait already"),
    TOO_MANY_RUNS(HttpStatus.CONFLICT, "There are as many runs as the service keeps"),
    DATA_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The data has more rows than a run takes"),
    DATA_INVALID(HttpStatus.UNPROCESSABLE_CONTENT, "The data cannot be trained on"),
    SOURCE_REFUSED(HttpStatus.UNPROCESSABLE_CONTENT, "The data cannot be read"),
    WAREHOUSE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The warehouse does not answer"),
    EXPORT_DIFFERS(HttpStatus.INTERNAL_SERVER_ERROR, "The exported model does not predict what the trained one does"),
    INTERRUPTED(HttpStatus.SERVICE_UNAVAILABLE, "The service was stopped while the run went on");

    private final HttpStatus status;
    private final String title;

    TrainingError(HttpStatus status, String title) {
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
