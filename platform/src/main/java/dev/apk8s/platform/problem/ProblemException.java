package dev.apk8s.platform.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An error that is answered as a problem with a stable code. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;
    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private @Nullable Duration retryAfter;

    /** @param detail what is wrong in this occurrence and what to do; shown to the caller */
    public ProblemException(ErrorCode code, String detail) {
        this(code, detail, null);
    }

    public ProblemException(ErrorCode code, String detail, @Nullable Throwable cause) {
        super(detail, cause);
        this.code = code;
    }

    /** A member of the problem beside those of RFC 9457, such as the field at fault. */
    public ProblemException with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    /** Answers with {@code Retry-After}. */
    public ProblemException retryAfter(Duration delay) {
        retryAfter = delay;
        return this;
    }

    public ErrorCode code() {
        return code;
    }

    /** The text shown to the caller. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    public Map<String, Object> members() {
        return members;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** An error in one field of the request, named by its JSON path or parameter name. */
    public static ProblemException invalidField(String field, String message) {
        return new ProblemException(CommonError.INVALID_FIELD, field + ": " + message).with("field", field);
    }

    /** What is not there, or belongs to another tenant: the two are not told apart. */
    public static ProblemException notFound(String what) {
        return new ProblemException(CommonError.NOT_FOUND, what);
    }
}
