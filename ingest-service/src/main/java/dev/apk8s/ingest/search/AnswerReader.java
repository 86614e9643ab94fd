package dev.apk8s.ingest.search;

import dev.apk8s.ingest.search.SearchResult.AggregationResult;
import dev.apk8s.ingest.search.SearchResult.Bucket;
import dev.apk8s.ingest.search.SearchResult.Statistics;
import dev.apk8s.ingest.search.SearchResult.Total;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the engine's answer to a search. */
final class AnswerReader {
    private final JsonMapper json;
    private final List<HitReader.Read> hits = new ArrayList<>();
    private Total total = new Total(0, "exact");
    private JsonNode aggregations;
    private boolean timedOut;
    private boolean failed;
    private long took;

    private AnswerReader(JsonMapper json) {
        this.json = json;
        this.aggregations = json.missingNode();
    }

    static AnswerReader read(JsonMapper json, byte[] answer) {
        AnswerReader reader = new AnswerReader(json);
        HitReader hitReader = new HitReader(answer, json);
        try (JsonParser parser = json.createParser(answer)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "took" -> reader.took = parser.getLongValue();
                    case "timed_out" -> reader.timedOut = parser.getBooleanValue();
                    case "hits" -> reader.readHits(parser, hitReader);
                    case "aggregations" -> reader.aggregations = parser.readValueAsTree();
                    case "error" -> {
                        reader.failed = true;
                        parser.skipChildren();
                    }
                    default -> parser.skipChildren();
                }
            }
        }
        return reader;
    }

    boolean timedOut() {
        return timedOut;
    }

    boolean failed() {
        return failed;
    }

    List<SearchResult.Hit> hits() {
        return hits.stream().map(HitReader.Read::hit).toList();
    }

    SearchResult result(EventSearch search) {
        String next = hits.size() < search.size() || hits.isEmpty()
                ? null
                : new PageToken(search.range(), hits.getLast().sort()).encode(json, search.token());
        List<AggregationResult> results = new ArrayList<>();
        for (int i = 0; i < search.aggregations().size(); i++) {
            results.add(result(search.aggregations().get(i), aggregations.path("a" + i)));
        }
        return new SearchResult(hits(), total, next, results, took);
    }

    /** The bounds of the values that there are, if there are any. */
    Optional<Aggregation.Bounds> bounds(Aggregation.Histogram histogram) {
        JsonNode found = aggregations.path(SearchBody.spanName(histogram));
        Double least = number(found, "min");
        Double most = number(found, "max");
        return least == null || most == null
                ? Optional.empty()
                : Optional.of(new Aggregation.Bounds(BigDecimal.valueOf(least), BigDecimal.valueOf(most)));
    }

    private void readHits(JsonParser parser, HitReader reader) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "total" -> {
                    JsonNode counted = parser.readValueAsTree();
                    total = new Total(counted.path("value").asLong(0),
                            counted.path("relation").asString("eq").equals("eq") ? "exact" : "at-least");
                }
                case "hits" -> {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        hits.add(reader.read(parser));
                    }
                }
                default -> parser.skipChildren();
            }
        }
    }

    private AggregationResult result(Aggregation aggregation, JsonNode found) {
        return switch (aggregation) {
            case Aggregation.Terms terms -> new AggregationResult(terms.text(),
                    buckets(found, terms.stats(), this::value), found.path("sum_other_doc_count").asLong(0), null);
            case Aggregation.DateHistogram histogram -> new AggregationResult(histogram.text(),
                    buckets(found, histogram.stats(), this::begin), null, null);
            case Aggregation.Histogram histogram -> new AggregationResult(histogram.text(),
                    buckets(found.path(SearchBody.WITHIN), histogram.stats(), bucket -> json.getNodeFactory()
                            .numberNode(histogram.begin(bucket.path("key").asDouble()))),
                    null, null);
            case Aggregation.Stats stats -> new AggregationResult(stats.text(), null, null, statistics(found));
        };
    }

    private interface Key {
        JsonNode of(JsonNode bucket);
    }

    private static List<Bucket> buckets(JsonNode found, List<Aggregation.Stats> stats, Key key) {
        List<Bucket> buckets = new ArrayList<>();
        for (JsonNode bucket : found.path("buckets")) {
            Map<String, Statistics> within = new LinkedHashMap<>();
            for (int i = 0; i < stats.size(); i++) {
                within.put(stats.get(i).field(), statistics(bucket.path("s" + i)));
            }
            buckets.add(new Bucket(key.of(bucket), bucket.path("doc_count").asLong(0), within));
        }
        return buckets;
    }

    /** Booleans and dates have their readable form beside the number that they are kept as. */
    private JsonNode value(JsonNode bucket) {
        JsonNode readable = bucket.path("key_as_string");
        return readable.isMissingNode() ? bucket.path("key") : readable;
    }

    private JsonNode begin(JsonNode bucket) {
        return json.getNodeFactory()
                .stringNode(Instant.ofEpochMilli(bucket.path("key").asLong(0)).toString());
    }

    private static Statistics statistics(JsonNode found) {
        return new Statistics(found.path("count").asLong(0), number(found, "min"), number(found, "max"),
                number(found, "avg"), found.path("sum").asDouble(0));
    }

    private static @Nullable Double number(JsonNode found, String name) {
        JsonNode number = found.path(name);
        return number.isNumber() ? number.asDouble() : null;
    }
}
