package dev.apk8s.ingest.command;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the sender of a command wants to hear of. */
enum Await {
    /** Nothing: it is enough that the command is kept. */
    @JsonProperty("none")
    NONE,
    /** That the device has it. */
    @JsonProperty("delivery")
    DELIVERY,
    /** What the device says to it. */
    @JsonProperty("answer")
    ANSWER
}
