package dev.apk8s.lake.link;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long links are valid.
 *
 * @param expiry where none is asked for
 * @param longest that can be asked for; S3 takes at most seven days
 */
@Validated
@ConfigurationProperties("apk8s.lake.links")
record LinkProperties(@DefaultValue("15m") @NotNull Duration expiry, @DefaultValue("24h") @NotNull Duration longest) {
    private static final Duration MOST = Duration.ofDays(7);

    LinkProperties {
        if (longest.compareTo(MOST) > 0 || expiry.compareTo(longest) > 0 || !expiry.isPositive()) {
            throw new IllegalArgumentException(
                    "apk8s.lake.links: expiry must be positive and not above longest, and longest not above 7 days");
        }
    }
}
