package dev.apk8s.local.supervisor;

/** Where a component is in its life. */
public enum ComponentState {
    /** Something it needs is not ready yet. */
    WAITING,
    /** What runs before each start does so. */
    PREPARING,
    /** The process runs and does not serve yet. */
    STARTING,
    /** It serves. */
    READY,
    /** It died and is started again after a pause. */
    RESTARTING,
    /** It kept dying, or cannot be started at all: it is left alone until somebody asks for a restart. */
    FAILING,
    /** It was asked to end. */
    STOPPING,
    /** It has ended, as it was asked to. */
    STOPPED;

    /** Nothing changes from here by itself. */
    public boolean isSettled() {
        return switch (this) {
            case READY, FAILING, STOPPED -> true;
            case WAITING, PREPARING, STARTING, RESTARTING, STOPPING -> false;
        };
    }

    /** It changes by itself, without another component. */
    public boolean isMoving() {
        return switch (this) {
            case PREPARING, STARTING, RESTARTING, STOPPING -> true;
            case WAITING, READY, FAILING, STOPPED -> false;
        };
    }
}
