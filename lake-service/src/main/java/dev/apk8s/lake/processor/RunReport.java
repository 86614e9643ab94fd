package dev.apk8s.lake.processor;

/** Is told how a run goes on, by whoever works on it. What it is told is kept with the run within seconds. */
interface RunReport {
    void progress(Run.Progress sofar);

    /** A line for the run's log. */
    void say(String text);

    /** How often it was tried, where that is not this service's to count. */
    void attempts(int count);
}
