package dev.apk8s.warehouse.engine;

import dev.apk8s.platform.problem.ErrorCode;
import org.springframework.http.HttpStatus;

/** What the engine can say no with. */
public enum EngineError implements ErrorCode {
    QUERY_FAILED(HttpStatus.BAD_REQUEST, "The engine cannot run the statement"),
    QUERY_FORBIDDEN(HttpStatus.FORBIDDEN, "The engine does not let the caller run the statement"),
    QUERY_CANCELLED(HttpStatus.CONFLICT, "The query was cancelled"),
    QUERY_GONE(HttpStatus.GONE, "The engine does not keep this query or this page of it any more"),
    QUERY_TIMED_OUT(HttpStatus.GATEWAY_TIMEOUT, "The query took longer than it may"),
    ENGINE_QUEUE_FULL(HttpStatus.TOO_MANY_REQUESTS, "Too many queries wait in the engine"),
    ENGINE_RESOURCES_EXHAUSTED(HttpStatus.SERVICE_UNAVAILABLE, "The engine has not what the query needs"),
    ENGINE_FAILED(HttpStatus.BAD_GATEWAY, "The engine or a system behind it failed"),
    ENGINE_PAGE_TOO_LARGE(HttpStatus.BAD_GATEWAY, "A page of the result is larger than the service takes"),
    ENGINE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The SQL engine does not answer");

    private final HttpStatus status;
    private final String title;

    EngineError(HttpStatus status, String title) {
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
