package dev.apk8s.lake.processor;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The Jobs that runs become where the runner is {@code kubernetes}.
 *
 * @param image that the Jobs' pods run: this service's own
 * @param namespace of the Jobs; that of this service's pod if not given
 * @param serviceAccount of the Jobs' pods, which needs no rights; the namespace's default if not given
 * @param secret with the user of the store, {@code access-key} and {@code secret-key}
 * @param atOnce how many a replica has at once
 * @param retries after the first attempt of a Job
 * @param deadline of a Job with all its attempts
 * @param keep how long a Job that failed is kept to be looked at
 * @param cpu that a pod asks for
 * @param cpuLimit that a pod gets at most
 * @param memory of a pod
 */
@Validated
@ConfigurationProperties("apk8s.lake.processors.jobs")
record JobProperties(@DefaultValue("") @NotNull String image, @DefaultValue("") @NotNull String namespace,
        @DefaultValue("") @NotNull String serviceAccount, @DefaultValue("apk8s-s3") @NotBlank String secret,
        @DefaultValue("4") @Min(1) @Max(64) int atOnce, @DefaultValue("2") @Min(0) @Max(10) int retries,
        @DefaultValue("1h") @NotNull Duration deadline, @DefaultValue("1d") @NotNull Duration keep,
        @DefaultValue("100m") @NotBlank String cpu, @DefaultValue("1") @NotBlank String cpuLimit,
        @DefaultValue("512MB") @NotNull DataSize memory) {}
