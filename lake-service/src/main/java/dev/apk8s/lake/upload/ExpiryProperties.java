package dev.apk8s.lake.upload;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When uploads are given up that nobody completed.
 *
 * @param after they were begun
 * @param interval at which it is looked for them
 */
@Validated
@ConfigurationProperties("apk8s.lake.uploads.expiry")
record ExpiryProperties(@DefaultValue("7d") @NotNull Duration after, @DefaultValue("1h") @NotNull Duration interval) {}
