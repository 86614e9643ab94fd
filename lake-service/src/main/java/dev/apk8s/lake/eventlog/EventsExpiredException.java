package dev.apk8s.lake.eventlog;

/** The log deleted events of a range before they were read. */
public final class EventsExpiredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EventsExpiredException(String message) {
        super(message);
    }
}
