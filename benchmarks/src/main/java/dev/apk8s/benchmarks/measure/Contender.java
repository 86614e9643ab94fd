package dev.apk8s.benchmarks.measure;

/** One of those who are measured against each other. */
public interface Contender {
    String name();

    /** Called before each of its rounds; takes no part in the time. */
    default void prepare() throws InterruptedException {}

    /** Does a round; gives events per second. */
    double round() throws InterruptedException;

    /** Called after each of its rounds; takes no part in the time. */
    default void finish() throws InterruptedException {}
}
