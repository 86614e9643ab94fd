package dev.apk8s.warehouse.query;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds on queries. Memory for pages is at most two of the engine's for each query that is being read at a time.
 *
 * @param pageKey seals page tokens; the same on all replicas; 16 characters or more
 * @param pageLifetime how long a page token can be used
 * @param timeout how long a query may take that does not say it
 * @param maxTimeout how long a query may ask to take
 * @param maxRows the rows that a result may have; a query may ask for fewer
 * @param perUser queries of one user at once, in one instance of the service
 * @param concurrent queries of all users at once, in one instance of the service
 * @param idle when a query counts no more whose pages nobody asks for; the engine gives it up at that age, too
 * @param submitWait how long a request that hands over a query waits for its rows or its error
 */
@Validated
@ConfigurationProperties("apk8s.warehouse.query")
record QueryProperties(@NotNull @Size(min = 16) String pageKey, @DefaultValue("1h") @NotNull Duration pageLifetime,
        @DefaultValue("5m") @NotNull Duration timeout, @DefaultValue("1h") @NotNull Duration maxTimeout,
        @DefaultValue("10000000") @Min(1) long maxRows, @DefaultValue("4") @Min(1) @Max(100) int perUser,
        @DefaultValue("16") @Min(1) @Max(200) int concurrent, @DefaultValue("5m") @NotNull Duration idle,
        @DefaultValue("1s") @NotNull Duration submitWait) {}
