package dev.apk8s.ingest.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.apk8s.ingest.IngestIT;
import dev.apk8s.ingest.TestStream;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@TestInstance(Lifecycle.PER_CLASS)
class SearchIT extends IngestIT {
    private static final int READINGS = 12_000;
    private static final int BATCH = 2_000;
    /** Ends before now, and begins with an hour, so that intervals are easily told. */
    private final Instant begin = Instant.now().minus(Duration.ofHours(4)).truncatedTo(ChronoUnit.HOURS);
    private final List<Reading> readings = IntStream.range(0, READINGS).mapToObj(this::reading).toList();
    private TestStream stream;

    record Reading(int number, Instant time, double temp, String room, boolean odd) {
        String cloudEvent() {
            return String.format(Locale.ROOT, """
                    {"specversion":"1.0","id":"r-%d","source":"/probe","type":"t","time":"%s","data":\
                    {"number":%d,"temp":%s,"room":"%s","odd":%b,"note":"Reading %s of the north wing"}}""", number,
                    time,
                    number, temp, room, odd, odd ? "odd" : "even");
        }
    }

    private Reading reading(int number) {
        return new Reading(number, begin.plusMillis(number * 900L), (number % 97) * 0.5, "room-" + number % 7,
                number % 2 == 1);
    }

    @BeforeAll
    void sendReadings() {
        stream = TestStream.declare(api().asUser("admin"), unique("searched"), 3);
        for (int from = 0; from < READINGS; from += BATCH) {
            stream.sendCloudEvents(readings.subList(from, from + BATCH).stream().map(Reading::cloudEvent).toList());
        }
        stream.awaitCount(READINGS);
    }

    @ParameterizedTest
    @CsvSource({"@timestamp:desc", "@timestamp:asc", "temp:asc", "room:desc", "absent:asc"})
    void pagesAreCompleteAndWithoutRepeats(String sort) {
        Set<String> seen = new HashSet<>();
        String after = "";
        int pages = 0;
        while (after != null) {
            JsonNode page = stream.found("sort", sort, "size", "1000", "after", after, "fields", "number");
            page.path("hits").forEach(hit -> assertThat(seen.add(hit.path("id").asString())).isTrue());
            after = page.path("next").asString(null);
            pages++;
        }
        assertThat(seen).hasSize(READINGS);
        assertThat(pages).isEqualTo(READINGS / 1000 + 1);
    }

    @Test
    void hitsComeInTheOrderThatWasAskedFor() {
        assertThat(numbers(stream.found("size", "3"))).containsExactly(11_999, 11_998, 11_997);
        assertThat(numbers(stream.found("size", "3", "sort", "number"))).containsExactly(0, 1, 2);
        assertThat(stream.found("size", "1", "sort", "temp:desc").path("hits").path(0).path("data").path("temp")
                .asDouble()).isEqualTo(48.0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"number:[100 TO 199];100", "number:>=11990;10",
            "room:\"room-3\" AND number:<70;10", "room:room\\-3 number:<70;10", "odd:true;6000", "odd;6000",
            "\"odd of the north\";6000", "south;0", "room:room-1* AND temp:[1 TO 1.5];36", "NOT _exists_:temp;0",
            "*;12000", "(number:1 OR number:2) -number:2;1", "EVEN wing;6000"})
    void queriesFindWhatMatches(String query, int expected) {
        JsonNode total = stream.found("q", query, "size", "0", "exactTotal", "true").path("total");
        if (query.startsWith("room:room-1*")) {
            assertThat(total.path("value").asLong()).isEqualTo(readings.stream()
                    .filter(reading -> reading.room().startsWith("room-1") && reading.temp() >= 1
                            && reading.temp() <= 1.5)
                    .count());
        } else {
            assertThat(total.path("value").asInt()).isEqualTo(expected);
        }
        assertThat(total.path("relation").asString()).isEqualTo("exact");
    }

    @Test
    void theTotalIsALowerBoundUnlessTheExactOneIsAskedFor() {
        JsonNode total = stream.found("size", "0").path("total");
        assertThat(total.path("value").asInt()).isEqualTo(10_000);
        assertThat(total.path("relation").asString()).isEqualTo("at-least");
    }

    @Test
    void timeIsNarrowedOnBothEnds() {
        String from = begin.plusMillis(900 * 100).toString();
        String to = begin.plusMillis(900 * 109).toString();
        assertThat(stream.found("from", from, "to", to).path("total").path("value").asInt()).isEqualTo(10);
        assertThat(stream.found("from", "now-1s").path("total").path("value").asInt()).isZero();
    }

    @Test
    void fieldsAreLeftOutAndTheRestIsAsItWasSent() {
        JsonNode hit = stream.found("fields", "te*,room", "size", "1", "q", "number:7").path("hits").path(0);
        assertThat(hit.path("data").propertyNames()).containsExactlyInAnyOrder("temp", "room");
        assertThat(hit.path("id").asString()).isEqualTo("r-7");
        assertThat(Instant.parse(hit.path("time").asString())).isEqualTo(readings.get(7).time());
    }

    @Test
    void termsCountAndComputeAsWeDo() {
        JsonNode found = stream.found("size", "0", "q", "number:<5000", "agg", "terms:room:10/stats:temp");
        Map<String, DoubleSummaryStatistics> computed = readings.stream().filter(reading -> reading.number() < 5000)
                .collect(Collectors.groupingBy(Reading::room, TreeMap::new,
                        Collectors.summarizingDouble(Reading::temp)));
        JsonNode buckets = found.path("aggregations").path(0).path("buckets");
        assertThat(buckets).hasSize(7);
        buckets.forEach(bucket -> {
            DoubleSummaryStatistics expected = computed.getOrDefault(bucket.path("key").asString(),
                    new DoubleSummaryStatistics());
            assertThat(bucket.path("count").asLong()).isEqualTo(expected.getCount());
            same(bucket.path("stats").path("temp"), expected);
        });
        assertThat(stream.found("size", "0", "agg", "terms:room:3").path("aggregations").path(0).path("others")
                .asLong()).isEqualTo(READINGS - (1_715 + 1_715 + 1_714L));
        assertThat(stream.found("size", "0", "agg", "terms:odd").path("aggregations").path(0).path("buckets").path(0)
                .path("key").asString()).isEqualTo("false");
    }

    @Test
    void aHistogramHasEveryIntervalAlsoTheEmptyOnes() {
        String from = begin.minus(Duration.ofHours(1)).toString();
        String to = begin.plus(Duration.ofHours(4)).minusMillis(1).toString();
        JsonNode buckets = stream
                .found("size", "0", "from", from, "to", to, "agg", "date_histogram:10m/stats:temp/stats:number")
                .path("aggregations").path(0).path("buckets");
        assertThat(buckets).hasSize(30);
        Map<Instant, DoubleSummaryStatistics> computed = readings.stream().collect(Collectors.groupingBy(
                reading -> Instant.ofEpochMilli(reading.time().toEpochMilli() / 600_000 * 600_000), TreeMap::new,
                Collectors.summarizingDouble(Reading::temp)));
        buckets.forEach(bucket -> {
            Instant key = Instant.parse(bucket.path("key").asString());
            same(bucket.path("stats").path("temp"), computed.getOrDefault(key, new DoubleSummaryStatistics()));
            assertThat(bucket.path("count")).isEqualTo(bucket.path("stats").path("number").path("count"));
        });
        assertThat(buckets.valueStream().mapToLong(bucket -> bucket.path("count").asLong()).sum())
                .isEqualTo(READINGS);
    }

    @Test
    void aHistogramOfANumberHasEveryIntervalWithinItsBoundsAndNothingElse() {
        Map<Double, DoubleSummaryStatistics> expected = new TreeMap<>();
        for (double begin = -10; begin <= 20; begin += 5) {
            double least = begin;
            expected.put(begin,
                    readings.stream()
                            .filter(reading -> reading.temp() >= least && reading.temp() < least + 5
                                    && reading.temp() <= 20)
                            .collect(Collectors.summarizingDouble(Reading::number)));
        }
        List<JsonNode> buckets = histogram(stream, "histogram:temp:5:-10:20/stats:number");
        assertThat(buckets).extracting(bucket -> bucket.path("key").asDouble())
                .containsExactlyElementsOf(expected.keySet());
        buckets.forEach(bucket -> {
            DoubleSummaryStatistics known = expected.getOrDefault(bucket.path("key").asDouble(),
                    new DoubleSummaryStatistics());
            assertThat(bucket.path("count").asLong()).isEqualTo(known.getCount());
            same(bucket.path("stats").path("number"), known);
        });
    }

    @Test
    void aHistogramWithoutBoundsGoesFromTheLeastToTheGreatestValue() {
        assertThat(keys("histogram:temp:8")).containsExactly("0", "8", "16", "24", "32", "40", "48");
        assertThat(histogram(stream, "histogram:temp:8").stream().mapToLong(bucket -> bucket.path("count").asLong())
                .sum()).isEqualTo(READINGS);
        assertThat(keys("histogram:temp:0.1:0:0.5")).containsExactly("0.0", "0.1", "0.2", "0.3", "0.4", "0.5");
        assertThat(keys("histogram:absent:0.1")).isEmpty();
    }

    @Test
    void aFieldWithSeveralValuesDoesNotFillWhatIsBetweenThem() {
        TestStream lists = TestStream.declare(api().asUser("admin"), unique("lists"), 1);
        lists.send("{\"values\":[1,1000000000000]}");
        lists.awaitCount(1);
        assertThat(histogram(lists, "histogram:values:1:0:2").stream().mapToLong(bucket -> bucket.path("count")
                .asLong())).contains(0L, 1L).hasSizeLessThan(6);
        assertThat(lists.search("agg", "histogram:values:1").code()).isEqualTo("QUERY_TOO_COSTLY");
    }

    @Test
    void severalAggregationsAreAnsweredInTheirOrder() {
        Answer answer = api().asUser("viewer")
                .get(stream.path() + "/search?size=0&agg=stats:temp&agg=terms:room&agg=stats:absent");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        JsonNode aggregations = answer.json().path("aggregations");
        same(aggregations.path(0).path("stats"),
                readings.stream().collect(Collectors.summarizingDouble(Reading::temp)));
        assertThat(aggregations.path(1).path("agg").asString()).isEqualTo("terms:room");
        assertThat(aggregations.path(2).path("stats").path("count").asLong()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"q;*ooms;QUERY_TOO_COSTLY", "q;room:?oom;QUERY_TOO_COSTLY",
            "q;/ro.*m/;QUERY_TOO_COSTLY", "q;a AND /x/;QUERY_TOO_COSTLY", "q;temp:[1 TO;QUERY_INVALID",
            "q;temp:(1 OR;QUERY_INVALID", "q;temp:warm;QUERY_INVALID", "agg;date_histogram:1s;QUERY_TOO_COSTLY",
            "agg;terms:room:5000;INVALID_FIELD", "agg;cardinality:room;INVALID_FIELD", "agg;stats:room;QUERY_INVALID",
            "agg;histogram:temp:0.001;QUERY_TOO_COSTLY", "agg;histogram:temp:0.001:0:48;QUERY_TOO_COSTLY",
            "agg;histogram:temp:0;INVALID_FIELD", "agg;histogram:temp:-1;INVALID_FIELD",
            "agg;histogram:temp:warm;INVALID_FIELD", "agg;histogram:temp;INVALID_FIELD",
            "agg;histogram:temp:1:2;INVALID_FIELD", "agg;histogram:temp:1:5:1;INVALID_FIELD",
            "agg;histogram:room:1;QUERY_INVALID", "agg;histogram:room:1:0:5;QUERY_INVALID",
            "agg;date_histogram:0m;INVALID_FIELD", "agg;terms:ro{om;INVALID_FIELD", "size;1001;INVALID_FIELD",
            "size;many;INVALID_FIELD", "sort;temp:up;INVALID_FIELD", "sort;note.text;INVALID_FIELD",
            "from;yesterday;INVALID_FIELD", "from;now+1h;INVALID_FIELD", "from;now-900d;INVALID_FIELD",
            "device;../x;INVALID_FIELD", "after;bm9uc2Vuc2U;PAGE_TOKEN_INVALID", "after;%%%;PAGE_TOKEN_INVALID"})
    void whatIsWrongOrTooCostlyIsRefused(String parameter, String value, String code) {
        Answer answer = stream.search(parameter, value);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.code()).as(answer.text()).isEqualTo(code);
    }

    @Test
    void aBrokenQuerySaysWhereItIsBroken() {
        JsonNode problem = stream.search("q", "room:x AND temp:[1 TO").json();
        assertThat(problem.path("line").asInt()).isEqualTo(1);
        assertThat(problem.path("column").asInt()).isEqualTo(21);
        assertThat(stream.search("q", "room:x AND /y/").json().path("position").asInt()).isEqualTo(12);
        assertThat(stream.search("q", "x ".repeat(200)).json().path("detail").asString()).contains("50");
        assertThat(stream.search("q", "x".repeat(1_500)).json().path("detail").asString()).contains("1000");
    }

    @Test
    void aTokenBelongsToItsSearch() {
        String next = stream.found("size", "10", "sort", "temp").path("next").asString();
        assertThat(stream.search("size", "10", "sort", "temp", "after", next).status()).isEqualTo(200);
        assertThat(stream.search("size", "10", "sort", "room", "after", next).code()).isEqualTo("PAGE_TOKEN_INVALID");
        assertThat(stream.search("size", "10", "sort", "temp", "q", "odd", "after", next).code())
                .isEqualTo("PAGE_TOKEN_INVALID");
    }

    @Test
    void anotherTenantSeesNothing() {
        assertThat(stream.search(api().asUser("acme-admin")).code()).isEqualTo("NO_SUCH_STREAM");
        String marker = unique("marker");
        TestStream shared = new TestStream("messages", api().asUser("admin"));
        shared.send("{\"marker\":\"" + marker + "\"}");
        String query = "marker:" + marker;
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(30))
                .until(() -> shared.found("q", query).path("hits").size() == 1);
        Api acme = api().asUser("acme-viewer");
        for (String q : List.of(query, query + " OR apk8s.tenant:default", "*", "apk8s.tenant:*")) {
            JsonNode found = shared.search(acme, "q", q, "size", "1000", "from", "now-300d", "agg",
                    "terms:marker:1000").json();
            assertThat(found.toString()).doesNotContain(marker);
        }
        new TestStream("messages", api().asUser("acme-admin")).send("{\"marker\":\"" + marker + "\"}");
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(30))
                .until(() -> shared.search(acme, "q", query).json().path("hits").size() == 1);
        assertThat(shared.found("q", query).path("hits")).hasSize(1);
    }

    @Test
    void aStreamWithoutEventsIsSearchedToo() {
        TestStream empty = TestStream.declare(api().asUser("admin"), unique("empty"), 1);
        JsonNode found = empty.found("q", "a", "sort", "b", "agg", "terms:c", "from", "now-1h");
        assertThat(found.path("hits")).isEmpty();
        assertThat(found.path("total").path("value").asInt(-1)).isZero();
        assertThat(found.path("aggregations").path(0).path("buckets")).isEmpty();
        assertThat(api().asUser("viewer").get("/api/v1/streams/no-such-stream/search").code())
                .isEqualTo("NO_SUCH_STREAM");
    }

    private static List<JsonNode> histogram(TestStream searched, String agg) {
        return searched.found("size", "0", "agg", agg).path("aggregations").path(0).path("buckets").valueStream()
                .toList();
    }

    private List<String> keys(String agg) {
        return histogram(stream, agg).stream().map(bucket -> bucket.path("key").asString()).toList();
    }

    private static List<Integer> numbers(JsonNode page) {
        List<Integer> numbers = new ArrayList<>();
        page.path("hits").forEach(hit -> numbers.add(hit.path("data").path("number").asInt()));
        return numbers;
    }

    private static void same(JsonNode found, DoubleSummaryStatistics expected) {
        assertThat(found.path("count").asLong()).isEqualTo(expected.getCount());
        assertThat(found.path("sum").asDouble(0)).isCloseTo(expected.getSum(), within(1e-6));
        if (expected.getCount() > 0) {
            assertThat(found.path("min").asDouble()).isEqualTo(expected.getMin());
            assertThat(found.path("max").asDouble()).isEqualTo(expected.getMax());
            assertThat(found.path("avg").asDouble()).isCloseTo(expected.getAverage(), within(1e-9));
        }
    }
}
