package dev.apk8s.local.build;

/** The build could not be run or failed; the message says what to do. */
public final class BuildException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BuildException(String message) {
        super(message);
    }

    BuildException(String message, Throwable cause) {
        super(message, cause);
    }
}
