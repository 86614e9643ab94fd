package dev.apk8s.platform.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolationException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;

/** Answers every exception of a controller as a problem. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ProblemHandler extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    private final Problems problems;

    ProblemHandler(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onProblem(ProblemException exception, HttpServletRequest request) {
        if (exception.code().status().is5xxServerError()) {
            log.warn("{} {}: {} {}", request.getMethod(), request.getRequestURI(), exception.code().name(),
                    exception.detail(), exception.getCause());
        }
        var answer = ResponseEntity.status(exception.code().status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        var retryAfter = exception.retryAfter();
        if (retryAfter != null) {
            answer.header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        return answer.body(problems.problem(exception, request.getRequestURI()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onConstraint(ConstraintViolationException exception, HttpServletRequest request) {
        var violation = exception.getConstraintViolations().iterator().next();
        return onProblem(
                ProblemException.invalidField(String.valueOf(violation.getPropertyPath()), violation.getMessage()),
                request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onParameters(InvalidParameterException exception, HttpServletRequest request) {
        return onProblem(Problems.ofParameters(exception), request);
    }

    /** Spring Security answers these itself: they pass through. */
    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    void onSecurity(RuntimeException exception) {
        throw exception;
    }

    /** A client that went away gets no answer. */
    @ExceptionHandler
    void onBrokenConnection(IOException exception, HttpServletRequest request) {
        log.debug("{} {}: the client went away: {}", request.getMethod(), request.getRequestURI(),
                exception.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onAnythingElse(Exception exception, HttpServletRequest request) {
        log.error("{} {} failed", request.getMethod(), request.getRequestURI(), exception);
        return onProblem(new ProblemException(CommonError.INTERNAL_ERROR,
                "The error was logged; name the trace id when you report it."), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException exception,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<Map<String, String>> errors = exception.getBindingResult().getFieldErrors().stream()
                .map(error -> fieldError(error.getField(), error)).toList();
        return invalidFields(errors, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException exception, HttpHeaders headers, HttpStatusCode status,
            WebRequest request) {
        List<Map<String, String>> errors = exception.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> fieldError(String.valueOf(result.getMethodParameter().getParameterName()),
                                error)))
                .toList();
        return invalidFields(errors, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException exception, HttpHeaders headers, HttpStatusCode status,
            WebRequest request) {
        return entity(ProblemException.invalidField(exception.getParameterName(), "is required"), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(TypeMismatchException exception, HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        String field = exception instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : String.valueOf(exception.getPropertyName());
        var type = exception.getRequiredType();
        return entity(ProblemException.invalidField(field,
                "'" + exception.getValue() + "' is not a valid " + (type == null ? "value" : type.getSimpleName())),
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException exception,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Throwable cause = exception.getCause();
        if (cause instanceof ProblemException problem) {
            return entity(problem, request);
        }
        if (cause instanceof StreamReadException parse) {
            var at = parse.getLocation();
            return entity(new ProblemException(CommonError.MALFORMED_JSON, parse.getOriginalMessage())
                    .with("line", at.getLineNr()).with("column", at.getColumnNr()), request);
        }
        if (cause instanceof JacksonException mapping && !mapping.getPath().isEmpty()) {
            return entity(ProblemException.invalidField(JsonPath.of(mapping), mapping.getOriginalMessage()), request);
        }
        return entity(new ProblemException(CommonError.BAD_REQUEST, "A JSON body is required."), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(Exception exception, @Nullable Object body,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ResponseEntity<Object> answer = entity(new ProblemException(codeOf(status), messageOf(exception, body)),
                request);
        return ResponseEntity.status(answer.getStatusCode()).headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON).body(answer.getBody());
    }

    private ResponseEntity<Object> invalidFields(List<Map<String, String>> errors, WebRequest request) {
        Map<String, String> first = errors.isEmpty()
                ? Map.of("field", "body", "message", "is not valid")
                : errors.getFirst();
        return entity(ProblemException.invalidField(first.getOrDefault("field", "body"),
                first.getOrDefault("message", "is not valid")).with("errors", errors), request);
    }

    private ResponseEntity<Object> entity(ProblemException exception, WebRequest request) {
        HttpServletRequest servletRequest = ((ServletWebRequest) request).getRequest();
        ResponseEntity<ProblemDetail> answer = onProblem(exception, servletRequest);
        return ResponseEntity.status(answer.getStatusCode()).headers(answer.getHeaders()).body(answer.getBody());
    }

    private static Map<String, String> fieldError(String field, MessageSourceResolvable error) {
        return Map.of("field", field, "message", String.valueOf(error.getDefaultMessage()));
    }

    private static String messageOf(Exception exception, @Nullable Object body) {
        if (body instanceof ProblemDetail problem && problem.getDetail() != null) {
            return problem.getDetail();
        }
        return String.valueOf(exception.getMessage());
    }

    private static ErrorCode codeOf(HttpStatusCode status) {
        for (CommonError error : CommonError.values()) {
            if (error.status().value() == status.value()) {
                return error;
            }
        }
        return HttpStatus.valueOf(status.value()).is4xxClientError()
                ? CommonError.BAD_REQUEST
                : CommonError.INTERNAL_ERROR;
    }
}
