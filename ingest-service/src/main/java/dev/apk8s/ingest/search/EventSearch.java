package dev.apk8s.ingest.search;

import dev.apk8s.platform.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One search, checked.
 *
 * @param after the sort values of the hit before the page, or null for the first page
 * @param token a sum of what must stay the same from page to page
 */
record EventSearch(String tenant, String stream, String indexes, TimeRange range, @Nullable String query,
        @Nullable String device, Sort sort, int size, @Nullable PageToken after, int token, List<String> fields,
        List<Aggregation> aggregations, boolean exactTotal) {

    EventSearch aggregating(List<Aggregation> others) {
        return new EventSearch(tenant, stream, indexes, range, query, device, sort, size, after, token, fields, others,
                exactTotal);
    }

    /** @throws ProblemException if the aggregations would make more buckets than one search may */
    EventSearch checked(int maxBuckets) {
        if (aggregations.size() > Aggregation.MAX_AGGREGATIONS) {
            throw ProblemException.invalidField("agg",
                    "no more than " + Aggregation.MAX_AGGREGATIONS + " in one search");
        }
        long buckets = aggregations.stream().mapToLong(aggregation -> aggregation.buckets(range)).sum();
        if (buckets > maxBuckets) {
            throw new ProblemException(SearchError.QUERY_TOO_COSTLY, "agg: would make " + buckets + " buckets; "
                    + maxBuckets + " are the most. Take a longer interval, a shorter time range or narrower bounds.")
                    .with("field", "agg").with("buckets", buckets);
        }
        return this;
    }
}
