package dev.apk8s.local.supervisor;

import java.time.Duration;

/** How one attempt to run a component came to its end. */
sealed interface Ending {

    /** Somebody asked for it. */
    record Requested() implements Ending {}

    /**
     * The process ended, or did not get ready.
     *
     * @param reason for people
     * @param served how long it had been ready; zero when it never was
     */
    record Died(String reason, Duration served) implements Ending {}

    /** Trying again cannot help. */
    record Impossible(String reason) implements Ending {}
}
