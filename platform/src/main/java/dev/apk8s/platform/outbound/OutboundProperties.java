package dev.apk8s.platform.outbound;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Calls to addresses that users name.
 *
 * @param allowedHosts hosts that may be called although they are within the network: names or addresses as they stand
 *     in URLs, in lower case, without ports
 * @param connections how many may be open at once
 * @param connectTimeout how long a connection may take
 */
@Validated
@ConfigurationProperties("apk8s.outbound")
record OutboundProperties(@DefaultValue Set<String> allowedHosts,
        @DefaultValue("64") @Min(1) @Max(10_000) int connections,
        @DefaultValue("3s") @NotNull Duration connectTimeout) {}
