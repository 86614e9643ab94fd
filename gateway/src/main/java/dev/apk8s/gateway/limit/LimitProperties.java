package dev.apk8s.gateway.limit;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many requests are taken in a time.
 *
 * @param enabled false takes all
 * @param tracked how many callers and addresses are counted at the same time; the longest silent go first
 * @param caller for each user, client and device
 * @param address for each network address, whoever calls from it, before any token is looked at
 */
@Validated
@ConfigurationProperties("apk8s.gateway.limit")
record LimitProperties(@DefaultValue("true") boolean enabled, @DefaultValue("50000") @Min(100) int tracked,
        @Valid @NotNull Rate caller, @Valid @NotNull Rate address) {
    /**
     * A rate.
     *
     * @param requests this many
     * @param per in this time
     * @param burst and, after silence, so many at once
     */
    record Rate(@Min(1) long requests, @NotNull Duration per, @Min(1) long burst) {}
}
