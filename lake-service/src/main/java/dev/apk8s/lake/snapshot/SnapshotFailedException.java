package dev.apk8s.lake.snapshot;

/** A snapshot cannot be taken, however often it is tried. */
final class SnapshotFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    SnapshotFailedException(String code, String detail, Throwable cause) {
        super(detail, cause);
        this.code = code;
    }

    SnapshotFailedException(String code, String detail) {
        super(detail);
        this.code = code;
    }

    /** Stable, upper snake case. */
    String code() {
        return code;
    }
}
