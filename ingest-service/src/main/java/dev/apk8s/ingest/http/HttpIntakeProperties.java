package dev.apk8s.ingest.http;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds on events over HTTP; the size of a body as it is sent is bounded by {@code apk8s.web.body-limits}.
 *
 * @param maxDecompressed the largest body after decompression
 * @param maxBatch the most events in one request
 * @param maxRequests the most requests with events that are worked on at once; more wait
 * @param maxWait how long a request waits for its turn before it is told to come again
 */
@Validated
@ConfigurationProperties("apk8s.ingest.http")
record HttpIntakeProperties(@DefaultValue("64MB") @NotNull DataSize maxDecompressed,
        @DefaultValue("100000") @Min(1) @Max(1_000_000) int maxBatch, @DefaultValue("200") @Min(1) int maxRequests,
        @DefaultValue("2s") @NotNull Duration maxWait) {}
