package dev.apk8s.ingest.command;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What can happen to a command. */
enum Outcome {
    /** The log has it; it will be sent. */
    @JsonProperty("accepted")
    ACCEPTED,
    /** The broker has it. */
    @JsonProperty("sent")
    SENT,
    /** The device acknowledged it. */
    @JsonProperty("delivered")
    DELIVERED,
    /** Its time was up before what its sender awaits had happened. */
    @JsonProperty("expired")
    EXPIRED,
    /** The device answered. */
    @JsonProperty("answered")
    ANSWERED
}
