package dev.apk8s.platform.problem;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;

/** Adds what a standard asks of the errors of its routes. A service's beans of this type see every problem. */
@FunctionalInterface
public interface ProblemCustomizer {
    /** @param path of the request; null if it is not known */
    void customize(ProblemDetail problem, @Nullable String path);
}
