package dev.apk8s.gateway.breaker;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When a service is no longer asked.
 *
 * @param window how many of the last requests are looked at
 * @param minimum how many there must be before the breaker can open
 * @param failures the share of them that failed, in percent, at which it opens
 * @param pause how long it stays open before some requests try the service again
 * @param trials how many requests try
 */
@Validated
@ConfigurationProperties("apk8s.gateway.breaker")
record BreakerProperties(@DefaultValue("50") @Min(1) int window, @DefaultValue("10") @Min(1) int minimum,
        @DefaultValue("50") @Min(1) @Max(100) int failures, @DefaultValue("5s") @NotNull Duration pause,
        @DefaultValue("3") @Min(1) int trials) {}
