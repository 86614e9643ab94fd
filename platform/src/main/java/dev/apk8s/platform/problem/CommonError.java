package dev.apk8s.platform.problem;

import org.springframework.http.HttpStatus;

/** Errors that any route of any service may answer with. */
public enum CommonError implements ErrorCode {
    BAD_REQUEST(HttpStatus.BAD_REQUEST, "The request cannot be understood"),
    MALFORMED_JSON(HttpStatus.BAD_REQUEST, "The body is not well-formed JSON"),
    INVALID_FIELD(HttpStatus.BAD_REQUEST, "A field of the request is not valid"),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "No valid credentials were given"),
    FORBIDDEN(HttpStatus.FORBIDDEN, "The caller may not do this"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such resource"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The route does not take this method"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "The route cannot answer in an accepted media type"),
    CONFLICT(HttpStatus.CONFLICT, "The resource was changed by somebody else"),
    BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is larger than the route takes"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The route does not take this media type"),
    RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS, "Too many requests in a short time"),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong inside the platform"),
    LOG_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE,
            "The event log does not answer: nothing was kept, send again later"),
    SEARCH_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The search index does not answer"),
    SERVICE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "A service behind this route does not answer");

    private final HttpStatus status;
    private final String title;

    CommonError(HttpStatus status, String title) {
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
