package dev.apk8s.platform.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Answers what the container refuses before any filter is asked, such as a header that is too large, as a problem too.
 * Public because the container makes it by its name.
 */
public final class ProblemReports extends ErrorReportValve {
    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int code = response.getStatus();
        if (code < HttpStatus.BAD_REQUEST.value() || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        HttpStatus status = HttpStatus.resolve(code);
        String title = status == null ? "Error" : status.getReasonPhrase();
        String name = status == null ? "ERROR" : status.name();
        String problem = """
                {"type":"https://apk8s.dev/problems/%s","title":"%s","status":%d,"code":"%s"}"""
                .formatted(name.toLowerCase(Locale.ROOT).replace('_', '-'), title, code, name);
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getCoyoteResponse().setHeader("Cache-Control", "no-store");
            byte[] body = problem.getBytes(StandardCharsets.UTF_8);
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        } catch (IOException | IllegalStateException gone) {
            container.getLogger().debug("Nobody is there to read a problem", gone);
        }
    }
}
