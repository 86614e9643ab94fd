package dev.apk8s.platform.event;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How events are kept and consumed.
 *
 * @param replicationFactor of topics that the platform creates; 3 in production
 * @param deadLetterRetention how long dead letters are kept
 * @param recordAttempts how often a consumer tries a record that fails on its own before it becomes a dead letter
 * @param maxPoll the most records that a consumer takes at once
 * @param maxPollBytes at how many bytes of events a consumer takes no more at once; up to 16 events may come on top
 */
@Validated
@ConfigurationProperties("apk8s.events")
public record EventProperties(@DefaultValue("1") @Min(1) @Max(9) short replicationFactor,
        @DefaultValue("30d") @NotNull Duration deadLetterRetention,
        @DefaultValue("3") @Min(1) @Max(20) int recordAttempts,
        @DefaultValue("5000") @Min(1) @Max(10000) int maxPoll,
        @DefaultValue("4MB") @NotNull DataSize maxPollBytes) {}
