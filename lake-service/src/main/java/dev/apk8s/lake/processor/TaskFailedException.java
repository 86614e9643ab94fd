package dev.apk8s.lake.processor;

/** What was done elsewhere failed. */
final class TaskFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Run.Failure failure;
    private final Next next;

    enum Next {
        /** It was tried as often as it shall be. */
        GIVE_UP,
        /** It is tried anew, and this counts as an attempt. */
        AGAIN,
        /** What it needs was away: it is tried anew, and this does not count. */
        AGAIN_UNCOUNTED
    }

    TaskFailedException(Run.Failure failure, Next next) {
        super(failure.code() + ": " + failure.reason());
        this.failure = failure;
        this.next = next;
    }

    Run.Failure failure() {
        return failure;
    }

    Next next() {
        return next;
    }
}
