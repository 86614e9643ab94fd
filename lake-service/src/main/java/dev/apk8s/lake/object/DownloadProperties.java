package dev.apk8s.lake.object;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds on what is read.
 *
 * @param maxAtOnce objects at once, each with a connection to the store and 128 KB of memory; further ones wait
 * @param patience how long one waits for its turn before it is answered 503
 */
@Validated
@ConfigurationProperties("apk8s.lake.downloads")
record DownloadProperties(@DefaultValue("128") @Min(1) @Max(4_096) int maxAtOnce,
        @DefaultValue("10s") @NotNull Duration patience) {}
