package dev.apk8s.lake.reconcile;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How listing and index are compared.
 *
 * @param interval between the runs over all buckets
 * @param grace how old an object must be before its missing event is made up for: a younger one's is still on its way
 * @param page how many objects are compared at once; at most two pages are in memory
 * @param maxWaiting how many runs that were asked for may wait
 */
@Validated
@ConfigurationProperties("apk8s.lake.reconcile")
record ReconcileProperties(@DefaultValue("15m") @NotNull Duration interval,
        @DefaultValue("10s") @NotNull Duration grace, @DefaultValue("1000") @Min(10) @Max(1_000) int page,
        @DefaultValue("16") @Min(1) @Max(1_000) int maxWaiting) {}
