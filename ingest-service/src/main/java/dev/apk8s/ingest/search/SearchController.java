package dev.apk8s.ingest.search;

import dev.apk8s.ingest.stream.Stream;
import dev.apk8s.ingest.stream.Streams;
import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import dev.apk8s.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
@Tag(name = "Search")
final class SearchController {
    private static final int USUAL_SIZE = 20;
    private static final int MAX_SIZE = 1_000;
    private static final int MAX_FIELDS = 50;
    private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final Streams streams;
    private final EventSearcher searcher;
    private final SearchProperties properties;
    private final JsonMapper json;

    SearchController(Streams streams, EventSearcher searcher, SearchProperties properties, JsonMapper json) {
        this.streams = streams;
        this.searcher = searcher;
        this.properties = properties;
        this.json = json;
    }

    @GetMapping("/api/v1/streams/{stream}/search")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Search a stream's events", description = """
            Finds events by query, time and device, page by page, and computes over all that match. An event is found \
            about a second after it was kept. For the next page send the same request with `after`; the time range \
            stays the one of the first page.

            `GET /api/v1/streams/sensor/search?q=temp:>50000&from=now-1h&agg=date_histogram:5m/stats:temp`

            `GET /api/v1/streams/sentiment/search?from=now-1h&size=0&agg=histogram:polarity:0.5:-1:1`""")
    SearchResult search(@PathVariable @Parameter(example = "sensor") String stream,
            @ParameterObject SearchParameters parameters, Caller caller) {
        return searcher.find(checked(caller.tenant(), streams.require(caller.tenant(), stream), parameters));
    }

    private EventSearch checked(String tenant, Stream stream, SearchParameters asked) {
        String query = blankToNull(asked.q());
        if (query != null) {
            QueryGuard.check(query, properties.maxQueryLength(), properties.maxClauses());
        }
        String device = blankToNull(asked.device());
        if (device != null && !DEVICE.matcher(device).matches()) {
            throw ProblemException.invalidField("device", "'" + device + "' is not the name of a device");
        }
        Sort sort = Sort.parse(asked.sort());
        int token = PageToken.search(tenant, stream.name(), query, device, sort);
        String text = blankToNull(asked.after());
        PageToken after = text == null ? null : PageToken.decode(json, text, token);
        TimeRange range = after == null
                ? TimeRange.of(asked.from(), asked.to(), Instant.now(), properties.range(), properties.maxSpan())
                : after.range().checked(properties.maxSpan());
        return new EventSearch(tenant, stream.name(), stream.indexes(tenant), range, query, device, sort,
                size(asked.size()), after, token, fields(asked.fields()),
                list(asked.agg()).stream().map(Aggregation::parse).toList(),
                Boolean.TRUE.equals(asked.exactTotal())).checked(properties.maxBuckets());
    }

    private static int size(@Nullable Integer size) {
        if (size == null) {
            return USUAL_SIZE;
        }
        if (size < 0 || size > MAX_SIZE) {
            throw ProblemException.invalidField("size", "must be from 0 to " + MAX_SIZE);
        }
        return size;
    }

    private static List<String> fields(@Nullable List<String> fields) {
        List<String> names = list(fields).stream().map(String::strip).filter(name -> !name.isEmpty()).toList();
        if (names.size() > MAX_FIELDS) {
            throw ProblemException.invalidField("fields", "no more than " + MAX_FIELDS);
        }
        names.forEach(name -> FieldName.pattern("fields", name));
        return names;
    }

    private static List<String> list(@Nullable List<String> values) {
        return values == null ? List.of() : values;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
