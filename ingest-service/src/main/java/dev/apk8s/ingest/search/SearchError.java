package dev.apk8s.ingest.search;

import dev.apk8s.platform.problem.ErrorCode;
import org.springframework.http.HttpStatus;

/** What can be wrong with a search. */
public enum SearchError implements ErrorCode {
    QUERY_INVALID(HttpStatus.BAD_REQUEST, "The query cannot be understood"),
    QUERY_TOO_COSTLY(HttpStatus.BAD_REQUEST,
            "The query would cost more than one search may"),
    PAGE_TOKEN_INVALID(HttpStatus.BAD_REQUEST,
            "The page token does not belong to this search"),
    ANSWER_TOO_LARGE(HttpStatus.BAD_REQUEST,
            "The answer would be too large"),
    SEARCH_TIMED_OUT(HttpStatus.GATEWAY_TIMEOUT,
            "The search took too long"),
    SEARCH_BUSY(HttpStatus.SERVICE_UNAVAILABLE,
            "Too many searches at once");

    private final HttpStatus status;
    private final String title;

    SearchError(HttpStatus status, String title) {
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
