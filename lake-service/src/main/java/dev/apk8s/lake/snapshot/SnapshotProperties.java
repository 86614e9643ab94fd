package dev.apk8s.lake.snapshot;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How snapshots are taken.
 *
 * @param sharedStreams the streams that ingest's configuration gives to all tenants: those that tenants declared are
 *     known from the log
 * @param work how the work is done
 * @param files how files are written
 * @param records how snapshots are remembered
 */
@Validated
@ConfigurationProperties("apk8s.lake.snapshots")
record SnapshotProperties(
        @DefaultValue( {
                "messages", "metrics", "sensor", "sensor-raw", "tweets", "sentiment", "commands", "spans",
                "predictions",
                "blocks", "contract-events"}) @NotEmpty Set<String> sharedStreams,
        @DefaultValue @Valid Work work, @DefaultValue @Valid Files files, @DefaultValue @Valid Records records){

    /**
     * @param concurrent how many snapshots this instance takes at once
     * @param poll how often it looks for work
     * @param lease after how long without a sign of life another instance takes a snapshot over
     * @param attempts how often a snapshot on demand is tried while something that it needs is away; hourly ones are
     *     tried until they succeed
     * @param longestPause between two attempts; the first pause is a second
     */
    record Work(@DefaultValue("2") @Min(1) @Max(16) int concurrent, @DefaultValue("1s") @NotNull Duration poll,
            @DefaultValue("30s") @NotNull Duration lease, @DefaultValue("10") @Min(1) @Max(1000) int attempts,
            @DefaultValue("1m") @NotNull Duration longestPause) {}

    /**
     * @param largest a file that grows beyond this is followed by another
     * @param rowGroup how much of a Parquet file is collected in memory before it is written
     * @param mostColumns how many fields of a stream get columns of their own; the rest share one
     * @param directory where a file is collected before it goes to the lake; there must be room for the largest file,
     *     for each snapshot at once. The system's temporary directory if not given
     */
    record Files(@DefaultValue("512MB") @NotNull DataSize largest, @DefaultValue("8MB") @NotNull DataSize rowGroup,
            @DefaultValue("500") @Min(1) @Max(1000) int mostColumns, @Nullable Path directory) {}

    /**
     * @param most how many are remembered; each instance holds them in memory, about a kilobyte each
     * @param keep how long one that is over is remembered; its manifest stays in the lake
     * @param waiting how many of one tenant may wait or be under way
     * @param schedules how many streams may be scheduled in the whole installation
     */
    record Records(@DefaultValue("10000") @Min(10) @Max(1_000_000) int most,
            @DefaultValue("30d") @NotNull Duration keep, @DefaultValue("50") @Min(1) @Max(10_000) int waiting,
            @DefaultValue("1000") @Min(1) @Max(10_000) int schedules) {}
}
