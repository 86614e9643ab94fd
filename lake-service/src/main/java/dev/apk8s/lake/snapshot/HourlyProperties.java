package dev.apk8s.lake.snapshot;

import dev.apk8s.lake.row.Format;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Snapshots that are taken again and again.
 *
 * @param period the length of each; periods begin at midnight UTC
 * @param settle how long after its end a period is taken: events that were on their way are in it then
 * @param catchUp how far back missed periods are made up for, as far as the log has them
 * @param schedules of the default tenant, by stream
 */
@Validated
@ConfigurationProperties("apk8s.lake.snapshots.hourly")
record HourlyProperties(@DefaultValue("1h") @NotNull Duration period, @DefaultValue("1m") @NotNull Duration settle,
        @DefaultValue("7d") @NotNull Duration catchUp, @DefaultValue Map<String, @Valid Configured> schedules) {

    /**
     * @param bucket that they go to
     * @param prefix of their keys
     * @param format of their files
     */
    record Configured(@NotBlank String bucket, @DefaultValue("") String prefix, @DefaultValue("csv") Format format) {}

    HourlyProperties {
        if (period.compareTo(Duration.ofSeconds(1)) < 0 || Duration.ofDays(1).toMillis() % period.toMillis() != 0) {
            throw new IllegalArgumentException(
                    "apk8s.lake.snapshots.hourly.period must be a second or more, and a day a multiple of it");
        }
    }
}
