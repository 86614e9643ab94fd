package dev.apk8s.lake.index;

/** The search engine does not do what it was asked. */
public final class IndexRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    IndexRefusedException(int status, String reason) {
        super(status + " " + reason);
        this.status = status;
    }

    /** The index or document is not there. */
    public boolean isAbsent() {
        return status == 404;
    }

    /** Somebody else was faster. */
    public boolean isConflict() {
        return status == 409;
    }
}
