package dev.apk8s.ingest.live;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds on live connections. Each has a consumer of its own; memory is about
 * {@code connections * (fetch + 0.5 MB)} at most.
 *
 * @param connections how many there may be at once in one instance
 * @param heartbeat how often a connection says that it is alive when nothing happens
 * @param fetch how much of the log a connection takes at a time
 * @param longest after how long a connection is ended, so that clients spread over instances again
 */
@Validated
@ConfigurationProperties("apk8s.ingest.live")
record LiveProperties(@DefaultValue("50") @Min(1) @Max(10_000) int connections,
        @DefaultValue("10s") @NotNull Duration heartbeat, @DefaultValue("256KB") @NotNull DataSize fetch,
        @DefaultValue("12h") @NotNull Duration longest) {}
