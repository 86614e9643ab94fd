package dev.apk8s.ingest.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says a search in the query language that Elasticsearch and OpenSearch share. */
final class SearchBody {
    /** Beyond this, the number of hits is a lower bound, unless the exact number is asked for. */
    private static final int COUNTED_HITS = 10_000;
    private static final int FUZZY_EXPANSIONS = 20;

    /** The name of what is computed within something else. */
    static final String WITHIN = "within";

    private SearchBody() {}

    static Map<String, Object> of(EventSearch search, String sortType, Duration timeout) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("size", search.size());
        body.put("timeout", timeout.toMillis() + "ms");
        body.put("track_total_hits", search.exactTotal() ? true : COUNTED_HITS);
        body.put("query", Map.of("bool", Map.of("filter", filters(search))));
        body.put("sort", List.of(sorted(search.sort().field(), search.sort().order(), sortType),
                sorted(Sort.TIE_BREAK, search.sort().order(), "keyword")));
        PageToken after = search.after();
        if (after != null) {
            body.put("search_after", after.after());
        }
        if (!search.fields().isEmpty()) {
            List<String> includes = new ArrayList<>(List.of(Sort.TIME, "apk8s"));
            includes.addAll(search.fields());
            body.put("_source", Map.of("includes", includes));
        }
        if (!search.aggregations().isEmpty()) {
            body.put("aggs", named("a", search.aggregations(), search.range()));
        }
        return body;
    }

    /** Asks for the least and the greatest value of what histograms are of, over the events that the search finds. */
    static Map<String, Object> spans(EventSearch search, List<Aggregation.Histogram> histograms, Duration timeout) {
        Map<String, Object> spans = new LinkedHashMap<>();
        histograms.forEach(
                histogram -> spans.put(spanName(histogram), Map.of("stats", Map.of("field", histogram.field()))));
        return Map.of("size", 0, "timeout", timeout.toMillis() + "ms", "track_total_hits", false, "query",
                Map.of("bool", Map.of("filter", filters(search))), "aggs", spans);
    }

    static String spanName(Aggregation.Histogram histogram) {
        return "span-" + histogram.field();
    }

    /** Words without a field are looked for in all strings: their text sub-fields. */
    static Map<String, Object> queryString(String query) {
        return Map.of("query_string", Map.of("query", query, "fields", List.of("*.text"), "default_operator", "AND",
                "allow_leading_wildcard", false, "lenient", false, "fuzzy_max_expansions", FUZZY_EXPANSIONS));
    }

    static Map<String, Object> term(String field, String value) {
        return Map.of("term", Map.of(field, Map.of("value", value)));
    }

    private static List<Map<String, Object>> filters(EventSearch search) {
        List<Map<String, Object>> filters = new ArrayList<>();
        filters.add(term("apk8s.tenant", search.tenant()));
        filters.add(term("apk8s.stream", search.stream()));
        filters.add(Map.of("range", Map.of(Sort.TIME, Map.of("gte", search.range().from().toString(), "lte",
                search.range().to().toString(), "format", "strict_date_optional_time"))));
        String device = search.device();
        if (device != null) {
            filters.add(term("apk8s.device", device));
        }
        String query = search.query();
        if (query != null) {
            filters.add(queryString(query));
        }
        return filters;
    }

    static Map<String, Object> sorted(String field, String order, String typeWhereUnknown) {
        return Map.of(field, Map.of("order", order, "unmapped_type", typeWhereUnknown));
    }

    private static Map<String, Object> named(String prefix, List<? extends Aggregation> aggregations,
            TimeRange range) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < aggregations.size(); i++) {
            named.put(prefix + i, aggregation(aggregations.get(i), range));
        }
        return named;
    }

    private static Map<String, Object> aggregation(Aggregation aggregation, TimeRange range) {
        return switch (aggregation) {
            case Aggregation.Terms terms -> within(
                    Map.of("terms", Map.of("field", terms.field(), "size", terms.size())), terms.stats(), range);
            case Aggregation.DateHistogram histogram -> within(Map.of("date_histogram", Map.of("field", Sort.TIME,
                    "fixed_interval", histogram.length().toSeconds() + "s", "min_doc_count", 0, "extended_bounds",
                    Map.of("min", range.from().toEpochMilli(), "max", range.to().toEpochMilli()))),
                    histogram.stats(), range);
            case Aggregation.Histogram histogram -> histogram(histogram, range);
            case Aggregation.Stats stats -> Map.of("stats", Map.of("field", stats.field()));
        };
    }

    /**
     * Values beyond the bounds are left out by the filter. The engine's own bounds, which are of the intervals' begins,
     * only keep a field with several values from filling what is between them.
     */
    private static Map<String, Object> histogram(Aggregation.Histogram histogram, TimeRange range) {
        Map<String, Object> intervals = new LinkedHashMap<>(
                Map.of("field", histogram.field(), "interval", histogram.interval(), "min_doc_count", 1));
        Map<String, Object> looked = Map.of("exists", Map.of("field", histogram.field()));
        Aggregation.Bounds bounds = histogram.bounds();
        if (bounds != null) {
            looked = Map.of("range", Map.of(histogram.field(), Map.of("gte", bounds.least(), "lte", bounds.most())));
            intervals.put("min_doc_count", 0);
            intervals.put("extended_bounds", Map.of("min", bounds.least(), "max", bounds.most()));
            intervals.put("hard_bounds", Map.of("min", bounds.least().subtract(histogram.interval()), "max",
                    bounds.most().add(histogram.interval())));
        }
        return Map.of("filter", looked, "aggs",
                Map.of(WITHIN, within(Map.of("histogram", intervals), histogram.stats(), range)));
    }

    private static Map<String, Object> within(Map<String, Object> outer, List<Aggregation.Stats> stats,
            TimeRange range) {
        if (stats.isEmpty()) {
            return outer;
        }
        Map<String, Object> both = new LinkedHashMap<>(outer);
        both.put("aggs", named("s", stats, range));
        return both;
    }
}
