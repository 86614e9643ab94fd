package dev.apk8s.ml.v2;

import dev.apk8s.platform.problem.ProblemCustomizer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/** The protocol's clients look for an error's text in the member {@code error}. */
@Component
final class V2Errors implements ProblemCustomizer {
    @Override
    public void customize(ProblemDetail problem, @Nullable String path) {
        if (path != null && (path.equals("/v2") || path.startsWith("/v2/"))) {
            problem.setProperty("error", String.valueOf(problem.getDetail()));
        }
    }
}
