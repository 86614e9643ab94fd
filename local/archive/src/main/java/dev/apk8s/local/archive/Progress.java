package dev.apk8s.local.archive;

/** Is told how far a piece of work is. */
@FunctionalInterface
public interface Progress {

    /** @param share from 0 to 1, never less than before */
    void reached(double share);

    /**
     * Prints the lines that the launcher shows, one for each percent.
     *
     * @param from percent at which this work begins, in the whole of the preparation
     * @param to percent at which it ends
     */
    static Progress printed(String title, int from, int to) {
        return new PrintedProgress(title, from, to);
    }
}
