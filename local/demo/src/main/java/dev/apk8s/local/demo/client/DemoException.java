package dev.apk8s.local.demo.client;

/** The demonstration cannot go on; the message says why and what to do. */
public final class DemoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Whose fault it is, as the exit code tells it. */
    public enum Kind {
        /** Something did not work as it must. */
        FAILED(1),
        /** Nothing answers: the platform does not run. */
        NOT_RUNNING(5);

        private final int exitCode;

        Kind(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    private final Kind kind;

    private DemoException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public DemoException(String message) {
        super(message);
        this.kind = Kind.FAILED;
    }

    public DemoException(String message, Throwable cause) {
        this(Kind.FAILED, message, cause);
    }

    static DemoException notRunning(String what, String address, Throwable cause) {
        return new DemoException(Kind.NOT_RUNNING, what + " does not answer at " + address + " (" + cause
                + ").\nSee ./apk8s status; start it with ./apk8s up", cause);
    }

    public Kind kind() {
        return kind;
    }
}
