package dev.apk8s.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A stream that a test declared for itself. */
public record TestStream(String name, Api admin) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Declares it for the tenant of a user, who sends to it and searches it. */
    public static TestStream declare(Api admin, String name, int partitions) {
        Answer declared = admin.post("/api/v1/streams",
                "{\"name\":\"" + name + "\",\"partitions\":" + partitions + "}");
        assertThat(declared.status()).as(declared.text()).isEqualTo(201);
        return new TestStream(name, admin);
    }

    public String path() {
        return "/api/v1/streams/" + name;
    }

    /** Sends JSON: an object, or an array of them. */
    public Answer send(String json) {
        Answer answer = admin.post(path() + "/events", json);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer;
    }

    /** Sends CloudEvents, given as their JSON, as one batch. */
    public void sendCloudEvents(Collection<String> events) {
        Answer answer = admin.send("POST", path() + "/events", "application/cloudevents-batch+json",
                ("[" + String.join(",", events) + "]").getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    }

    /** Parameters as {@code name, value, name, value}. */
    public Answer search(String... parameters) {
        return search(admin, parameters);
    }

    public Answer search(Api as, String... parameters) {
        StringBuilder query = new StringBuilder();
        for (int i = 0; i < parameters.length; i += 2) {
            query.append(i == 0 ? "?" : "&").append(parameters[i]).append('=')
                    .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        return as.get(path() + "/search" + query);
    }

    /** A search that must succeed. */
    public JsonNode found(String... parameters) {
        Answer answer = search(parameters);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    public long count() {
        return found("size", "0", "exactTotal", "true", "from", "now-300d", "to", "now+1h").path("total")
                .path("value").asLong();
    }

    public void awaitCount(long expected) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(count()).isEqualTo(expected));
    }

    /** The open dead letters of this stream, by code. */
    public Map<String, Long> deadLetters() {
        Answer answer = admin.get("/api/v1/dead-letters?state=open&size=500&stream=" + name);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("deadLetters").valueStream()
                .collect(Collectors.groupingBy(letter -> letter.path("code").asString(), Collectors.counting()));
    }

    public void awaitDeadLetters(Map<String, Long> expected) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(deadLetters()).isEqualTo(expected));
    }
}
