package dev.apk8s.platform.identity;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The client of the realm as which this service calls others where no user asked for it.
 *
 * @param id such as {@code apk8s-ingest}; empty if the service makes no such calls
 * @param secret of that client
 * @param timeout how long the realm may take to connect, and then to answer
 */
@Validated
@ConfigurationProperties("apk8s.client")
record ClientProperties(@DefaultValue("") @NotNull String id, @DefaultValue("") @NotNull String secret,
        @DefaultValue("5s") @NotNull Duration timeout) {}
