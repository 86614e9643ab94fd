package dev.apk8s.ingest.index;

import java.io.Serial;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The search engine did not do what it was asked. */
public abstract sealed class EngineException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    EngineException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What an answer with an error means: {@code {"error":{"type","reason"},"status"}}. */
    public static EngineException of(int status, JsonNode error) {
        return of(status,
                error.isObject()
                        ? EngineError.read(error)
                        : new EngineError("unknown", error.asString("no reason given")));
    }

    /** What an error of one item means. */
    public static EngineException of(int status, EngineError error) {
        boolean temporary = status == 429 || status >= 500 || status == 401 || status == 403;
        boolean costly = error.type().startsWith("too_many_") || error.reason().contains("maxClauseCount");
        return temporary && !costly
                ? new Unavailable(status + " " + error.type() + ": " + error.reason(), null)
                : new Refused(status, error.type(), error.reason());
    }

    /** It is away, overloaded or too slow: the same request may work later. */
    public static final class Unavailable extends EngineException {
        @Serial
        private static final long serialVersionUID = 1L;

        Unavailable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        /** Whether the engine is there and only the index has no shard that answers, as just after it was made. */
        public boolean isShardMissing() {
            String message = String.valueOf(getMessage());
            return message.contains("no_shard_available") || message.contains("all shards failed");
        }
    }

    /** Its answer is larger than the caller takes. */
    public static final class AnswerTooLarge extends EngineException {
        @Serial
        private static final long serialVersionUID = 1L;

        AnswerTooLarge(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** It will never do this. */
    public static final class Refused extends EngineException {
        @Serial
        private static final long serialVersionUID = 1L;

        private final int status;
        private final String type;
        private final String reason;

        Refused(int status, String type, String reason) {
            super(status + " " + type + ": " + reason, null);
            this.status = status;
            this.type = type;
            this.reason = reason;
        }

        public int status() {
            return status;
        }

        /** The engine's name of the error, such as {@code parse_exception}. */
        public String type() {
            return type;
        }

        /** The innermost reasons that the engine gives, for people. */
        public String reason() {
            return reason;
        }
    }
}
