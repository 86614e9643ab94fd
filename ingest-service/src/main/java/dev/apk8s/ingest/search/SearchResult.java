package dev.apk8s.ingest.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a search found. */
record SearchResult(@Schema(description = "The page of events, in the order that was asked for.") List<Hit> hits,
        @Schema(description = "How many events match in all.") Total total,
        @Schema(description = "Give it as 'after' to get the next page; absent on the last.") @Nullable String next,
        @Schema(description = "One for each 'agg', in their order.") @JsonInclude(JsonInclude.Include.NON_EMPTY) List<AggregationResult> aggregations,
        @Schema(description = "Milliseconds the search engine worked.") long took) {

    /** An event. */
    @Schema(name = "FoundEvent")
    record Hit(@Schema(example = "01978f2e-7d0c-7c4e-9d7a-0a4f4e1b2c3d") String id,
            @Schema(example = "dev.apk8s.reading") String type, @Schema(example = "/devices/lab-d1") String source,
            @Schema(example = "lab-d1") @Nullable String device, @Nullable String subject,
            @Schema(example = "sensor") String stream, @Schema(description = "When it happened.") Instant time,
            @Schema(description = "When the platform kept it.") @Nullable Instant received,
            @Schema(description = "As it was sent.", type = "object", example = "{\"device\":\"lab-d1\",\"temp\":51540,\"load\":0.37}") @JsonRawValue String data) {}

    /** @param relation {@code exact}, or {@code at-least} */
    record Total(@Schema(example = "42") long value, @Schema(allowableValues = {"exact",
            "at-least"}) String relation){}

    /** What an aggregation found; members that it does not have are absent. */
    record AggregationResult(
            @Schema(example = "date_histogram:1h/stats:temp", description = "As it was asked for.") String agg,
            @Nullable List<Bucket> buckets,
            @Schema(description = "Of terms: events whose value is in none of the buckets.") @Nullable Long others,
            @Nullable Statistics stats) {}

    /** The events that have one value, or fall into one interval. */
    record Bucket(@Schema(description = "The value, or where the interval begins.") JsonNode key, long count,
            @Schema(description = "By field.") @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Statistics> stats) {}

    /** Statistics of a number; without any value, only the count. */
    record Statistics(long count, @Nullable Double min, @Nullable Double max, @Nullable Double avg, double sum) {}
}
