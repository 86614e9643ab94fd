package dev.apk8s.local.junit;

/** An engine that a test needs cannot be had; the message says why and what to do. */
public final class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EngineException(String message) {
        super(message);
    }

    EngineException(String message, Throwable cause) {
        super(message, cause);
    }
}
