package dev.apk8s.ingest.intake;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds on events.
 *
 * @param maxEvent the largest event
 * @param maxDepth how deeply an event may be nested
 * @param maxAge how old an event's own time may be: it decides in which index it lands
 * @param maxAhead how far in the future it may be
 */
@Validated
@ConfigurationProperties("apk8s.ingest.intake")
record IntakeProperties(@DefaultValue("256KB") @NotNull DataSize maxEvent,
        @DefaultValue("20") @Min(1) @Max(100) int maxDepth, @DefaultValue("400d") @NotNull Duration maxAge,
        @DefaultValue("1h") @NotNull Duration maxAhead) {}
