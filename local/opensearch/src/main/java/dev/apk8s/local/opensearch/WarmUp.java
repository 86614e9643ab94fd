package dev.apk8s.local.opensearch;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * Writes and finds some documents of its own, right after the start. A node that was just started takes seconds for its
 * first index, its first bulk and its first search, mostly for loading classes: they are better spent while the rest of
 * the platform still starts than on a user's first reading.
 */
final class WarmUp {
    private static final String INDEX = "/.apk8s-warm-up";
    private static final int ROUNDS = 30;
    private static final int DOCUMENTS = 50;
    private static final int CALL_LIMIT_MILLIS = 20_000;
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String MAPPING = """
            {"settings": {"hidden": true, "number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": "100ms"},
             "mappings": {"properties": {"@timestamp": {"type": "date"}, "name": {"type": "keyword"}}}}""";
    private static final String SEARCH = """
            {"size": 10, "track_total_hits": true, "sort": [{"@timestamp": "desc"}, {"name": "asc"}],
             "query": {"bool": {"filter": [{"term": {"name": "n1"}}, {"range": {"@timestamp": {"gte": "now-1d"}}}],
                                "must": [{"query_string": {"query": "note:warm AND value:>3"}}]}},
             "aggs": {"over-time": {"date_histogram": {"field": "@timestamp", "fixed_interval": "1h"},
                                    "aggs": {"value": {"stats": {"field": "value"}}}},
                      "names": {"terms": {"field": "name"}}}}""";

    private final String url;

    WarmUp(int httpPort) {
        url = "http://127.0.0.1:" + httpPort;
    }

    void start() {
        Thread.ofPlatform().name("warm-up").daemon().start(this::run);
    }

    private void run() {
        try {
            // One may be left from a start that was cut short.
            call("DELETE", INDEX + "?ignore_unavailable=true", "");
            call("PUT", INDEX, MAPPING);
            try {
                writeAndFind();
            } finally {
                call("DELETE", INDEX + "?ignore_unavailable=true", "");
            }
        } catch (IOException left) {
            System.err.println("The first calls will be slow: " + left);
        }
    }

    private void writeAndFind() throws IOException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        for (int round = 0; round < ROUNDS && System.nanoTime() < deadline; round++) {
            call("POST", "/_bulk", bulk(round));
            call("POST", INDEX + "/_search", SEARCH);
        }
    }

    private static String bulk(int round) {
        StringBuilder lines = new StringBuilder();
        for (int number = 0; number < DOCUMENTS; number++) {
            lines.append(String.format(Locale.ROOT, """
                    {"index":{"_index":"%s","_id":"%d-%d"}}
                    {"@timestamp":%d,"name":"n%d","value":%d.5,"note":"warm up"}
                    """, INDEX.substring(1), round, number, System.currentTimeMillis(), number % 7, number));
        }
        return lines.toString();
    }

    private void call(String method, String path, String body) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create(url + path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setConnectTimeout(CALL_LIMIT_MILLIS);
        connection.setReadTimeout(CALL_LIMIT_MILLIS);
        if (!body.isEmpty()) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        if (connection.getResponseCode() >= 300) {
            throw new IOException(method + " " + path + " was answered " + connection.getResponseCode());
        }
        try (var answer = connection.getInputStream()) {
            answer.readAllBytes();
        }
    }
}
