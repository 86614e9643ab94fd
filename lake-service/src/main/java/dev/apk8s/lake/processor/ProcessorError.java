package dev.apk8s.lake.processor;

import dev.apk8s.platform.problem.ErrorCode;
import org.springframework.http.HttpStatus;

/** What can go wrong with processors and their runs. */
enum ProcessorError implements ErrorCode {
    NO_SUCH_PROCESSOR(HttpStatus.NOT_FOUND, "There is no such processor"),
    NO_SUCH_RUN(HttpStatus.NOT_FOUND, "There is no such run"),
    PROCESSOR_EXISTS(HttpStatus.CONFLICT, "There is a processor of this name"),
    PROCESSOR_CONFIGURED(HttpStatus.CONFLICT, "The processor is declared by the configuration"),
    TOO_MANY_PROCESSORS(HttpStatus.CONFLICT, "No more processors can be declared"),
    CLUSTER_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The cluster does not take the Job of a run");

    private final HttpStatus status;
    private final String title;

    ProcessorError(HttpStatus status, String title) {
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
