package dev.apk8s.warehouse.engine;

import dev.apk8s.platform.problem.ProblemException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An error of the engine, in its own words.
 *
 * @param message what is wrong
 * @param name such as {@code COLUMN_NOT_FOUND}
 * @param type {@code USER_ERROR}, {@code INTERNAL_ERROR}, {@code INSUFFICIENT_RESOURCES} or {@code EXTERNAL}
 * @param line in the statement, from 1; 0 if the engine names none
 * @param column in the line, from 1; 0 if the engine names none
 */
public record EngineFailure(String message, String name, String type, int line, int column) {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final String USER_ERROR = "USER_ERROR";
    private static final Set<String> CANCELLED = Set.of("USER_CANCELED", "ADMINISTRATIVELY_KILLED",
            "ADMINISTRATIVELY_PREEMPTED");
    private static final Set<String> NOT_NOW = Set.of("SERVER_STARTING_UP", "SERVER_SHUTTING_DOWN",
            "NO_NODES_AVAILABLE", "REMOTE_HOST_GONE", "REMOTE_TASK_ERROR", "REMOTE_TASK_MISMATCH",
            "TOO_MANY_REQUESTS_FAILED", "PAGE_TRANSPORT_ERROR", "PAGE_TRANSPORT_TIMEOUT");

    /** As it is answered, with the members {@code engineError}, {@code engineErrorType}, {@code line} and {@code column}. */
    public ProblemException problem(@Nullable String query) {
        EngineError error = error();
        ProblemException problem = new ProblemException(error, isShown() ? message : hidden(query))
                .with("engineError", name).with("engineErrorType", type);
        if (line > 0) {
            problem.with("line", line).with("column", column);
        }
        if (query != null) {
            problem.with("query", query);
        }
        return error.status().value() == 503 || error == EngineError.ENGINE_QUEUE_FULL
                ? problem.retryAfter(RETRY_AFTER)
                : problem;
    }

    private EngineError error() {
        if (name.equals("PERMISSION_DENIED")) {
            return EngineError.QUERY_FORBIDDEN;
        }
        if (CANCELLED.contains(name)) {
            return EngineError.QUERY_CANCELLED;
        }
        if (name.equals("EXCEEDED_TIME_LIMIT")) {
            return EngineError.QUERY_TIMED_OUT;
        }
        if (name.equals("ABANDONED_QUERY")) {
            return EngineError.QUERY_GONE;
        }
        if (name.equals("QUERY_QUEUE_FULL")) {
            return EngineError.ENGINE_QUEUE_FULL;
        }
        if (NOT_NOW.contains(name) || type.equals("INSUFFICIENT_RESOURCES")) {
            return EngineError.ENGINE_RESOURCES_EXHAUSTED;
        }
        return type.equals(USER_ERROR) || isOfFile() ? EngineError.QUERY_FAILED : EngineError.ENGINE_FAILED;
    }

    /** Files of the lake that are not what their table says: the caller can mend that. */
    private boolean isOfFile() {
        return name.equals("HIVE_BAD_DATA") || name.equals("HIVE_CURSOR_ERROR")
                || name.equals("HIVE_CANNOT_OPEN_SPLIT");
    }

    /** What failed inside of the engine may name its hosts and files, which are not the caller's to know. */
    private boolean isShown() {
        return type.equals(USER_ERROR) || type.equals("INSUFFICIENT_RESOURCES") || isOfFile();
    }

    private String hidden(@Nullable String query) {
        return "The engine failed with " + name
                + (query == null ? "." : ". Its log has more on query " + query + ".");
    }
}
