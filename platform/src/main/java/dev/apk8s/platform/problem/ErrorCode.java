package dev.apk8s.platform.problem;

import org.springframework.http.HttpStatus;

/**
 * A kind of error that clients can rely on. Implemented by enums, one per feature: the constant's name is the stable
 * {@code code} in the problem.
 */
public interface ErrorCode {
    /** Upper snake case; never changes once released. */
    String name();

    HttpStatus status();

    /** One short sentence, the same for every occurrence. */
    String title();
}
