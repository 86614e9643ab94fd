package dev.apk8s.lake.processor;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Processors.
 *
 * @param configured the default tenant's processors that are there from the start, by name
 * @param max how many can be declared, by all tenants
 * @param runner where runs do their work: in this process, or each as a Kubernetes Job
 * @param workers how many objects a replica processes at once, in this process
 * @param waiting how many runs may wait; above it a replica leaves further events on the log until there are fewer
 * @param attempts how often a run is tried in this process before its event becomes a dead letter
 * @param backoff before the second attempt; doubled for each further one
 * @param lease after which another replica takes over from one that says nothing more
 * @param poll how often a replica looks for runs that nobody works on
 * @param retention how long ended runs and their logs are kept
 */
@Validated
@ConfigurationProperties("apk8s.lake.processors")
record ProcessorProperties(@DefaultValue Map<String, @Valid Settings> configured,
        @DefaultValue("1000") @Min(1) @Max(100_000) int max, @DefaultValue("process") @NotNull Runner runner,
        @DefaultValue("1000") @Min(1) @Max(100_000) int waiting, @DefaultValue("2") @Min(1) @Max(64) int workers,
        @DefaultValue("3") @Min(1) @Max(20) int attempts, @DefaultValue("1s") @NotNull Duration backoff,
        @DefaultValue("20s") @NotNull Duration lease, @DefaultValue("1s") @NotNull Duration poll,
        @DefaultValue("30d") @NotNull Duration retention) {
    /** Where runs do their work. */
    enum Runner {
        PROCESS,
        KUBERNETES
    }

    /**
     * A processor.
     *
     * @param bucket whose objects it takes
     * @param prefix of their keys
     * @param suffix of their keys
     * @param kind what it does
     * @param target the bucket for what it makes
     */
    record Settings(@NotBlank String bucket, @DefaultValue("") @NotNull String prefix,
            @DefaultValue("") @NotNull String suffix, @DefaultValue("gzip") @NotNull ProcessorKind kind,
            @NotBlank String target) {}
}
