package dev.apk8s.ml.serving;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Models that are loaded. Their memory is outside of the heap, and some times the size of their files.
 *
 * @param maxLoaded models loaded at once
 * @param maxBytes that the files of all loaded models have together
 * @param maxBatch rows that are computed at once
 * @param maxDelay how long the first request of a batch waits for others; 0 takes those that are there already
 * @param maxQueued requests that wait for one model; further ones are refused
 * @param maxBodies bytes of predictions that are read, computed and answered at once; further ones wait
 * @param timeout how long a request may wait and be computed
 * @param retry how long after one that could not be loaded it is tried again
 */
@Validated
@ConfigurationProperties("apk8s.ml.serving")
record ServingProperties(@DefaultValue("16") @Min(1) @Max(256) int maxLoaded,
        @DefaultValue("256MB") @NotNull DataSize maxBytes, @DefaultValue("64") @Min(1) @Max(65_536) int maxBatch,
        @DefaultValue("0ms") @NotNull Duration maxDelay, @DefaultValue("256") @Min(1) @Max(100_000) int maxQueued,
        @DefaultValue("16MB") @NotNull DataSize maxBodies, @DefaultValue("10s") @NotNull Duration timeout,
        @DefaultValue("15s") @NotNull Duration retry) {}
