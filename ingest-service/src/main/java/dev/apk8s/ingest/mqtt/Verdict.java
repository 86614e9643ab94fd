package dev.apk8s.ingest.mqtt;

/** What became of a message that may now be acknowledged. */
enum Verdict {
    /** The log has it as an event. */
    KEPT,
    /** It cannot become an event; the log has it as a dead letter. */
    REFUSED
}
