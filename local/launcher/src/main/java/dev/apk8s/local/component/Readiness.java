package dev.apk8s.local.component;

/** How it is known that a started component serves. */
public sealed interface Readiness {

    /** The component creates the file that the environment variable {@code APK8S_READY_FILE} names. */
    record Announced() implements Readiness {}

    /**
     * The address answers 2xx.
     *
     * @param url may hold expressions
     */
    record Http(String url) implements Readiness {}
}
