package dev.apk8s.lake.eventlog;

/**
 * How long a topic keeps events.
 *
 * @param millis negative for ever
 * @param bySize whether it deletes by size as well
 */
record Retention(long millis, boolean bySize) {}
