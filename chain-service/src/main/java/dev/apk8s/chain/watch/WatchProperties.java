package dev.apk8s.chain.watch;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What is told of the chain.
 *
 * @param blocks topic of blocks
 * @param events topic of contracts' events
 * @param partitions of these topics, when they are created
 * @param retention of these topics
 * @param interval how often the chain is looked at
 * @param reorgDepth how many of the last blocks are known by hash: a deeper reorganisation is not undone
 */
@Validated
@ConfigurationProperties("apk8s.chain.watch")
public record WatchProperties(@DefaultValue("blocks") @NotBlank String blocks,
        @DefaultValue("contract-events") @NotBlank String events, @DefaultValue("3") @Min(1) @Max(1000) int partitions,
        @DefaultValue("7d") @NotNull Duration retention, @DefaultValue("300ms") @NotNull Duration interval,
        @DefaultValue("128") @Min(8) @Max(10_000) int reorgDepth) {}
