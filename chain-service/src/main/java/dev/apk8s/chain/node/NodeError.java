package dev.apk8s.chain.node;

import dev.apk8s.platform.problem.ErrorCode;
import org.springframework.http.HttpStatus;

/** What can go wrong between this service and the node. */
public enum NodeError implements ErrorCode {
    NODE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The chain's node does not answer"),
    NODE_REFUSED(HttpStatus.UNPROCESSABLE_CONTENT, "The chain's node refuses this");

    private final HttpStatus status;
    private final String title;

    NodeError(HttpStatus status, String title) {
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
