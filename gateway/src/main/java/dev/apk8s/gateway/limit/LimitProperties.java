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
        @DefaultValue @Valid @NotNull CallerRate caller, @DefaultValue @Valid @NotNull AddressRate address) {
    /** So many requests in a time, and after silence a burst at once. */
    sealed interface Rate permits CallerRate, AddressRate {
        long requests();

        Duration per();

        long burst();
    }

    /**
     * For each user, client and device.
     *
     * @param requests how many requests
     * @param per in which time
     * @param burst how many at once after silence
     */
    record CallerRate(@DefaultValue("1000") @Min(1) long requests, @DefaultValue("1s") @NotNull Duration per,
            @DefaultValue("2000") @Min(1) long burst) implements Rate {}

    /**
     * For each network address.
     *
     * @param requests how many requests
     * @param per in which time
     * @param burst how many at once after silence
     */
    record AddressRate(@DefaultValue("5000") @Min(1) long requests, @DefaultValue("1s") @NotNull Duration per,
            @DefaultValue("10000") @Min(1) long burst) implements Rate {}
}
