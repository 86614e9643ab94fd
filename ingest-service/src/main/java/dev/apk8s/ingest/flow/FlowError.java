package dev.apk8s.ingest.flow;

import dev.apk8s.platform.problem.ErrorCode;
import org.springframework.http.HttpStatus;

/** What can be wrong with a flow. */
enum FlowError implements ErrorCode {
    NO_SUCH_FLOW(HttpStatus.NOT_FOUND, "There is no such flow"),
    FLOW_LOOP(HttpStatus.CONFLICT, "The flow would feed itself"),
    TOO_MANY_FLOWS(HttpStatus.CONFLICT, "No more flows can be declared"),
    FLOW_NOT_READABLE(HttpStatus.BAD_REQUEST, "The declaration is neither JSON nor YAML");

    private final HttpStatus status;
    private final String title;

    FlowError(HttpStatus status, String title) {
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
