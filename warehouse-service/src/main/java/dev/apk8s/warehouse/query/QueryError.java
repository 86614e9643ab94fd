package dev.apk8s.warehouse.query;

import dev.apk8s.platform.problem.ErrorCode;
import org.springframework.http.HttpStatus;

/** What can be wrong with a query, besides what the engine says. */
enum QueryError implements ErrorCode {
    NO_SUCH_QUERY(HttpStatus.NOT_FOUND, "There is no such query, or it is too long ago"),
    RESULT_TOKEN_INVALID(HttpStatus.BAD_REQUEST, "The page token was not given out here"),
    RESULT_TOKEN_EXPIRED(HttpStatus.GONE, "The page token is too old"),
    TOO_MANY_QUERIES(HttpStatus.TOO_MANY_REQUESTS, "Too many queries at once"),
    ROW_LIMIT_EXCEEDED(HttpStatus.BAD_REQUEST, "The result has more rows than a query may give"),
    TARGET_NOT_EMPTY(HttpStatus.CONFLICT, "There are objects under the prefix that the result is to be written to");

    private final HttpStatus status;
    private final String title;

    QueryError(HttpStatus status, String title) {
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
