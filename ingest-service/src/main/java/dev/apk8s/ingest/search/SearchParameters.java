package dev.apk8s.ingest.search;

import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a caller may say of a search; all of it is optional. */
record SearchParameters(
        @Parameter(description = "Lucene query string. Words without a field are looked for in all strings; all must match.", example = "temp:>50000 AND load:[0.1 TO 0.5]") @Nullable String q,
        @Parameter(description = "Earliest time: ISO 8601 or relative, such as now-1h. A day before 'to' if not given.", example = "now-1h") @Nullable String from,
        @Parameter(description = "Latest time. Now if not given.", example = "now") @Nullable String to,
        @Parameter(description = "Only events of this device.", example = "lab-d1") @Nullable String device,
        @Parameter(description = "field, field:asc or field:desc; @timestamp:desc if not given.", example = "temp:desc") @Nullable String sort,
        @Parameter(description = "Events on a page, from 0 to 1000; 20 if not given.", example = "20") @Nullable Integer size,
        @Parameter(description = "The 'next' of the page before.") @Nullable String after,
        @Parameter(description = "Only these fields of the data; * stands for any characters.", example = "temp,load") @Nullable List<String> fields,
        @Parameter(description = "terms:field:size, date_histogram:interval, histogram:field:interval, histogram:field:interval:least:most or stats:field; all but the last may end with /stats:field. Up to five, with commas between them.", example = "date_histogram:5m/stats:temp,histogram:load:0.25:0:1") @Nullable List<String> agg,
        @Parameter(description = "Count all matches, also beyond 10,000.") @Nullable Boolean exactTotal) {}
