package dev.apk8s.ingest.command;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds on commands.
 *
 * @param maxPayload the largest payload of a command, and the largest answer
 * @param longestExpiry how long a command may wait for its device
 * @param longestWait how long a caller can wait in one request, less than the gateway waits; then it is answered 202 and can ask again
 * @param maxWaiting how many callers may wait at a time
 * @param remembered how many commands each replica remembers the state of
 * @param rememberedBytes what they may take in memory: answers count
 * @param rememberedFor how long it remembers them
 */
@Validated
@ConfigurationProperties("apk8s.ingest.commands")
record CommandProperties(@DefaultValue("64KB") @NotNull DataSize maxPayload,
        @DefaultValue("1d") @NotNull Duration longestExpiry, @DefaultValue("50s") @NotNull Duration longestWait,
        @DefaultValue("1000") @Min(1) @Max(100_000) int maxWaiting,
        @DefaultValue("10000") @Min(1) @Max(1_000_000) int remembered,
        @DefaultValue("16MB") @NotNull DataSize rememberedBytes,
        @DefaultValue("2d") @NotNull Duration rememberedFor) {}
