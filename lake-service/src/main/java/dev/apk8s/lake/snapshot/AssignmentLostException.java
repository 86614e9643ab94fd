package dev.apk8s.lake.snapshot;

/** The snapshot was cancelled, another instance took it over, or this one stops: its work here ends. */
final class AssignmentLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AssignmentLostException(String key) {
        super(key + " is not this instance's work any more");
    }
}
