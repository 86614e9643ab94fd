package dev.apk8s.local.supervisor;

/** The supervisor could not be started or does not answer; the message says what is known. */
public final class SupervisorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SupervisorException(String message) {
        super(message);
    }

    SupervisorException(String message, Throwable cause) {
        super(message, cause);
    }
}
