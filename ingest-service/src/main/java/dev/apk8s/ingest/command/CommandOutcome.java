package dev.apk8s.ingest.command;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a command: the data of an event of type {@link CommandLog#OUTCOME}.
 *
 * @param time when it happened
 * @param answer what the device said, if this is its answer: JSON, as text
 */
record CommandOutcome(String command, String device, Outcome outcome, Instant time, @Nullable String answer) {}
