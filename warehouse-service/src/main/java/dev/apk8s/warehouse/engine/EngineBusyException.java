package dev.apk8s.warehouse.engine;

import org.jspecify.annotations.Nullable;

/** The engine did not take a request now, and may take it in a moment. */
final class EngineBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EngineBusyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
