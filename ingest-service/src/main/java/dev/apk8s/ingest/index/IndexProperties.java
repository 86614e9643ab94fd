package dev.apk8s.ingest.index;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How events become documents. Memory for bulks is at most {@code consumers * bulksInFlight * (bulkSize + one event)}.
 *
 * @param consumers how many consumers of this instance share the partitions
 * @param bulksInFlight how many bulks each consumer may have under way
 * @param bulkSize a bulk is sent when it has this many bytes
 * @param bulkDocuments or this many documents
 * @param replicas of new indexes
 * @param fieldLimit how many fields an index may have; a string counts twice, for it has a text field beside it
 * @param depthLimit how deeply fields may be nested
 * @param refreshInterval how soon at the latest a document is found
 * @param except streams that are kept in the log and not indexed
 * @param fieldTypes types of fields, by stream and field, where they are others than those that numbers and texts get
 * @param templateCheck how often it is looked whether the index templates are still there
 */
@Validated
@ConfigurationProperties("apk8s.ingest.index")
record IndexProperties(@DefaultValue("2") @Min(1) @Max(64) int consumers,
        @DefaultValue("2") @Min(1) @Max(16) int bulksInFlight, @DefaultValue("4MB") @NotNull DataSize bulkSize,
        @DefaultValue("1000") @Min(1) @Max(10_000) int bulkDocuments, @DefaultValue("0") @Min(0) @Max(9) int replicas,
        @DefaultValue("500") @Min(10) @Max(10_000) int fieldLimit, @DefaultValue("20") @Min(1) @Max(100) int depthLimit,
        @DefaultValue("1s") @NotNull Duration refreshInterval, @DefaultValue Set<String> except,
        @DefaultValue Map<String, Map<String, String>> fieldTypes,
        @DefaultValue("30s") @NotNull Duration templateCheck) {}
