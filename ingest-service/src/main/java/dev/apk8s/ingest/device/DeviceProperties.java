package dev.apk8s.ingest.device;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds on devices.
 *
 * @param maxDevices in the whole installation; each replica holds them in memory, half a kilobyte each without attributes
 * @param maxAttributes of one device
 * @param longestGrace how long an old secret may go on counting after a rotation
 * @param wrongSecrets how many wrong secrets of one device within the window are answered 401; further ones get 429
 * @param wrongSecretsWindow counted from the first wrong secret
 */
@Validated
@ConfigurationProperties("apk8s.ingest.devices")
record DeviceProperties(@DefaultValue("100000") @Min(1) @Max(10_000_000) int maxDevices,
        @DefaultValue("16") @Min(0) @Max(100) int maxAttributes, @DefaultValue("7d") @NotNull Duration longestGrace,
        @DefaultValue("100") @Min(1) @Max(10_000) int wrongSecrets,
        @DefaultValue("1m") @NotNull Duration wrongSecretsWindow) {}
