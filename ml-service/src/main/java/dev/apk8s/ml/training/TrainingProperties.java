package dev.apk8s.ml.training;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds on training. One run is computed at a time, in memory.
 *
 * @param maxRows that a run reads
 * @param maxValues rows times columns that a run reads
 * @param maxColumns of a file or result, those that are not asked for among them
 * @param maxQueued runs that wait
 * @param maxRuns that are kept, of all experiments of all tenants; the oldest of an experiment make room
 * @param runsOfExperiment that are kept of one experiment
 * @param heartbeat how often a run shows that it goes on; after six times without, it is taken for interrupted
 */
@Validated
@ConfigurationProperties("apk8s.ml.training")
record TrainingProperties(@DefaultValue("100000") @Min(10) int maxRows,
        @DefaultValue("1000000") @Min(100) int maxValues, @DefaultValue("1000") @Min(1) @Max(10_000) int maxColumns,
        @DefaultValue("8") @Min(1) @Max(100) int maxQueued, @DefaultValue("10000") @Min(1) int maxRuns,
        @DefaultValue("100") @Min(1) int runsOfExperiment, @DefaultValue("5s") @NotNull Duration heartbeat) {}
