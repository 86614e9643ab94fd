package dev.apk8s.ingest.search;

import dev.apk8s.ingest.index.EngineException;
import dev.apk8s.ingest.index.SearchEngine;
import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the engine, a bounded number of questions at once, and says its failures as problems. */
@Component
final class EventSearcher {
    private static final Duration COME_BACK = Duration.ofSeconds(5);
    private static final long PATIENCE_SECONDS = 3;
    private static final int SHARD_ATTEMPTS = 6;
    private static final Duration SHARD_PAUSE = Duration.ofMillis(250);
    private static final Pattern PLACE = Pattern.compile("line (\\d+), column (\\d+)");
    private static final Map<String, String> OPEN_INDEXES = Map.of("ignore_unavailable", "true", "allow_no_indices",
            "true", "expand_wildcards", "open");

    private final SearchEngine engine;
    private final JsonMapper json;
    private final SearchProperties properties;
    private final Semaphore places;

    EventSearcher(SearchEngine engine, JsonMapper json, SearchProperties properties) {
        this.engine = engine;
        this.json = json;
        this.properties = properties;
        this.places = new Semaphore(properties.concurrent());
    }

    SearchResult find(EventSearch asked) {
        return bounded(() -> {
            EventSearch search = spanned(asked);
            byte[] body = json.writeValueAsBytes(SearchBody.of(search, sortType(search), properties.timeout()));
            return answer(search, body).result(search);
        });
    }

    private AnswerReader answer(EventSearch search, byte[] body) {
        Map<String, String> parameters = new java.util.HashMap<>(OPEN_INDEXES);
        parameters.put("allow_partial_search_results", "false");
        byte[] answer = patiently(() -> engine.send("POST", "/" + search.indexes() + "/_search", parameters, body,
                Math.toIntExact(properties.maxAnswer().toBytes())));
        AnswerReader read = AnswerReader.read(json, answer);
        if (read.timedOut()) {
            throw timedOut();
        }
        return read;
    }

    /** Histograms without bounds get those of the values that there are: only then can be told how many buckets they make. */
    private EventSearch spanned(EventSearch search) {
        List<Aggregation.Histogram> open = search.aggregations().stream()
                .flatMap(aggregation -> aggregation instanceof Aggregation.Histogram histogram
                        && histogram.bounds() == null ? Stream.of(histogram) : Stream.empty())
                .toList();
        if (open.isEmpty()) {
            return search;
        }
        AnswerReader spans = answer(search, json.writeValueAsBytes(SearchBody.spans(search, open,
                properties.timeout())));
        List<Aggregation> known = search.aggregations().stream()
                .map(aggregation -> aggregation instanceof Aggregation.Histogram histogram && open.contains(histogram)
                        ? spans.bounds(histogram).<Aggregation>map(histogram::within).orElse(histogram)
                        : aggregation)
                .toList();
        return search.aggregating(known).checked(properties.maxBuckets());
    }

    /** Runs one search over many indexes, which would be too long for a URL. */
    AnswerReader findIn(Set<String> indexes, Map<String, Object> body) {
        return bounded(() -> {
            Map<String, Object> header = Map.of("index", indexes, "ignore_unavailable", true, "allow_no_indices", true,
                    "expand_wildcards", "open", "allow_partial_search_results", false);
            String lines = json.writeValueAsString(header) + "\n" + json.writeValueAsString(body) + "\n";
            byte[] answer = engine.sendLines("/_msearch", Map.of(),
                    lines.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    Math.toIntExact(properties.maxAnswer().toBytes()));
            AnswerReader read = MultiSearchAnswer.only(json, answer);
            if (read.timedOut()) {
                throw timedOut();
            }
            return read;
        });
    }

    Duration timeout() {
        return properties.timeout();
    }

    /** Indexes in which nobody sent the field yet must take it for what it is in the others. */
    private String sortType(EventSearch search) {
        if (search.sort().isByTime()) {
            return "date";
        }
        Map<String, String> parameters = new java.util.HashMap<>(OPEN_INDEXES);
        parameters.put("fields", search.sort().field());
        parameters.put("filter_path", "fields");
        JsonNode types = engine.ask("GET", "/" + search.indexes() + "/_field_caps", parameters, null).path("fields")
                .path(search.sort().field());
        Set<String> names = new TreeSet<>(types.propertyNames());
        if (names.size() > 1) {
            throw ProblemException.invalidField("sort", "'" + search.sort().field()
                    + "' has another type in some indexes: " + String.join(", ", names));
        }
        if (names.contains("text") || names.contains("object")) {
            throw ProblemException.invalidField("sort",
                    "'" + search.sort().field() + "' is " + names.iterator().next() + ", which has no order");
        }
        return names.isEmpty() ? "keyword" : names.iterator().next();
    }

    /** An index that is being made, because a new day begins, has no shard to ask for a moment. */
    private static byte[] patiently(Supplier<byte[]> asking) {
        for (int attempt = 1;; attempt++) {
            try {
                return asking.get();
            } catch (EngineException.Unavailable away) {
                if (attempt == SHARD_ATTEMPTS || !away.isShardMissing()) {
                    throw away;
                }
                LockSupport.parkNanos(SHARD_PAUSE.toNanos());
            }
        }
    }

    private <T> T bounded(Supplier<T> work) {
        try {
            if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new ProblemException(SearchError.SEARCH_BUSY,
                        properties.concurrent() + " searches are under way. Come back in a moment.")
                        .retryAfter(Duration.ofSeconds(1));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ProblemException(SearchError.SEARCH_BUSY, "The service is stopping.", interrupted)
                    .retryAfter(COME_BACK);
        }
        try {
            return work.get();
        } catch (EngineException failed) {
            throw problem(failed);
        } finally {
            places.release();
        }
    }

    private ProblemException timedOut() {
        return new ProblemException(SearchError.SEARCH_TIMED_OUT, "The search engine gave up after "
                + properties.timeout().toSeconds() + " s. Take a shorter time range or a narrower query.");
    }

    private static ProblemException problem(EngineException failed) {
        return switch (failed) {
            case EngineException.Unavailable away -> new ProblemException(CommonError.SEARCH_UNAVAILABLE,
                    "The search index does not answer. Events are kept meanwhile.", away).retryAfter(COME_BACK);
            case EngineException.AnswerTooLarge large -> new ProblemException(SearchError.ANSWER_TOO_LARGE,
                    "Ask for fewer events at a time with 'size', or for some of their fields with 'fields'.", large);
            case EngineException.Refused refused -> refusal(refused);
        };
    }

    private static ProblemException refusal(EngineException.Refused refused) {
        boolean costly = refused.type().startsWith("too_many_") || refused.reason().contains("maxClauseCount")
                || refused.reason().contains("too complex") || refused.reason().contains("determinized");
        ProblemException problem = new ProblemException(
                costly ? SearchError.QUERY_TOO_COSTLY : SearchError.QUERY_INVALID, refused.reason(), refused);
        Matcher place = PLACE.matcher(refused.reason());
        if (place.find()) {
            problem.with("line", Integer.parseInt(place.group(1))).with("column", Integer.parseInt(place.group(2)));
        }
        return problem;
    }
}
