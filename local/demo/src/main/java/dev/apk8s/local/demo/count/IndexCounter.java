package dev.apk8s.local.demo.count;

import dev.apk8s.local.demo.client.Gateway;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Counts documents by searches through the gateway. */
public final class IndexCounter {
    private static final String SEARCH = "/api/v1/streams/sensor/search?size=0&from=";

    private final Gateway gateway;
    private final Instant from;

    /** @param from the run's begin: nothing of it is older */
    public IndexCounter(Gateway gateway, Instant from) {
        this.gateway = gateway;
        this.from = from;
    }

    /** Documents of one device. */
    public long count(String device) throws InterruptedException {
        return gateway.get(SEARCH + from + "&exactTotal=true&device=" + device).path("total").path("value").asLong(0);
    }

    /** Documents by device, of the thousand busiest devices, in one request. */
    public Map<String, Long> overview() throws InterruptedException {
        JsonNode answer = gateway.get(SEARCH + from + "&agg=terms:apk8s.device:1000");
        Map<String, Long> counts = new HashMap<>();
        for (JsonNode bucket : answer.path("aggregations").path(0).path("buckets")) {
            counts.put(bucket.path("key").asString(""), bucket.path("count").asLong(0));
        }
        return counts;
    }

    /** Which of these events a search finds. At most 20. */
    List<String> found(List<String> eventIds) throws InterruptedException {
        String query = "apk8s.id:(\"" + String.join("\" OR \"", eventIds) + "\")";
        JsonNode answer = gateway.get("/api/v1/streams/sensor/search?fields=temp&size=50&from=" + from + "&q="
                + java.net.URLEncoder.encode(query, java.nio.charset.StandardCharsets.UTF_8));
        return answer.path("hits").valueStream().map(hit -> hit.path("id").asString("")).toList();
    }
}
