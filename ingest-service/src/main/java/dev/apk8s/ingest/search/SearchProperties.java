package dev.apk8s.ingest.search;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds on searches. Memory for answers is at most {@code concurrent * maxAnswer}, twice over while one is written.
 *
 * @param timeout how long the search engine may work on one
 * @param range how far back a search without {@code from} looks
 * @param maxSpan the longest time between {@code from} and {@code to}
 * @param maxQueryLength characters of {@code q}
 * @param maxClauses words, phrases and ranges in {@code q}
 * @param maxBuckets that all aggregations of a search may make
 * @param maxAnswer the largest answer taken from the search engine
 * @param concurrent how many are under way at once; others wait a moment
 */
@Validated
@ConfigurationProperties("apk8s.ingest.search")
record SearchProperties(@DefaultValue("10s") @NotNull Duration timeout, @DefaultValue("24h") @NotNull Duration range,
        @DefaultValue("400d") @NotNull Duration maxSpan, @DefaultValue("1000") @Min(1) @Max(10_000) int maxQueryLength,
        @DefaultValue("50") @Min(1) @Max(500) int maxClauses,
        @DefaultValue("10000") @Min(1) @Max(50_000) int maxBuckets, @DefaultValue("8MB") @NotNull DataSize maxAnswer,
        @DefaultValue("6") @Min(1) @Max(100) int concurrent) {}
