package dev.apk8s.ml.training;

/** Tells how far a run is, and stops it when it was cancelled. */
@FunctionalInterface
interface Tick {
    /** @throws CancelledException if the run is over for everybody else */
    void at(String phase, long rows);

    /** The run was cancelled. */
    final class CancelledException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
