package dev.apk8s.platform.problem;

import io.micrometer.tracing.Tracer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/** Makes problems in the one form that all routes answer with. */
public final class Problems {
    private static final String TYPE_BASE = "https://apk8s.dev/problems/";

    private final JsonMapper json;
    private final @Nullable Tracer tracer;
    private final List<ProblemCustomizer> customizers;

    Problems(JsonMapper json, @Nullable Tracer tracer, List<ProblemCustomizer> customizers) {
        this.json = json;
        this.tracer = tracer;
        this.customizers = customizers;
    }

    /** A problem with {@code type}, {@code title}, {@code status}, {@code detail}, {@code instance}, {@code code}, {@code traceId}. */
    public ProblemDetail problem(ErrorCode code, String detail, @Nullable String path) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(code.status(), detail);
        problem.setType(URI.create(TYPE_BASE + code.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        problem.setTitle(code.title());
        if (path != null) {
            problem.setInstance(URI.create(path));
        }
        problem.setProperty("code", code.name());
        String traceId = traceId();
        if (traceId != null) {
            problem.setProperty("traceId", traceId);
        }
        customizers.forEach(customizer -> customizer.customize(problem, path));
        return problem;
    }

    ProblemDetail problem(ProblemException exception, @Nullable String path) {
        ProblemDetail problem = problem(exception.code(), exception.detail(), path);
        exception.members().forEach(problem::setProperty);
        return problem;
    }

    /** Writes a problem where no controller is in play: in filters and in Spring Security's handlers. */
    public void write(HttpServletRequest request, HttpServletResponse response, ProblemException exception)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.setStatus(exception.code().status().value());
        var retryAfter = exception.retryAfter();
        if (retryAfter != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem(exception, request.getRequestURI())));
    }

    /** A query that cannot be decoded, which is found out wherever a parameter is asked for first. */
    public static ProblemException ofParameters(InvalidParameterException exception) {
        return new ProblemException(CommonError.BAD_REQUEST, "The query is not well-formed.", exception);
    }

    private @Nullable String traceId() {
        if (tracer == null) {
            return null;
        }
        var span = tracer.currentSpan();
        return span == null ? null : span.context().traceId();
    }
}
