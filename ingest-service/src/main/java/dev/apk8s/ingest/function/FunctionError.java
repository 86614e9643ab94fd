package dev.apk8s.ingest.function;

import dev.apk8s.platform.problem.ErrorCode;
import org.springframework.http.HttpStatus;

/** What can be wrong with a function, or a call of it. */
public enum FunctionError implements ErrorCode {
    NO_SUCH_FUNCTION(HttpStatus.NOT_FOUND, "There is no such function"),
    FUNCTION_BUILT_IN(HttpStatus.CONFLICT, "The platform has a function of this name"),
    TOO_MANY_FUNCTIONS(HttpStatus.CONFLICT, "No more functions can be registered"),
    FUNCTION_ADDRESS_REFUSED(HttpStatus.UNPROCESSABLE_CONTENT, "Functions cannot be within the platform's network"),
    FUNCTION_FAILED(HttpStatus.BAD_GATEWAY, "The function did not give an answer that can be used"),
    FUNCTION_AWAY(HttpStatus.BAD_GATEWAY, "The function cannot be reached"),
    FUNCTION_TIMEOUT(HttpStatus.GATEWAY_TIMEOUT, "The function took too long"),
    TOO_MANY_CALLS(HttpStatus.SERVICE_UNAVAILABLE, "Too many functions are being called");

    private final HttpStatus status;
    private final String title;

    FunctionError(HttpStatus status, String title) {
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
