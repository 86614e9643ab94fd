package dev.apk8s.ingest.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A flow that a test declared for itself; deleted in the end, so that it does not run on. */
record TestFlow(String name, Api as) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** @param steps JSON */
    static TestFlow declare(Api as, String name, String source, String steps) {
        Answer answer = as.post("/api/v1/flows", json(name, source, steps));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return new TestFlow(name, as);
    }

    static String json(String name, String source, String steps) {
        return "{\"name\":\"" + name + "\",\"source\":\"" + source + "\",\"steps\":[" + steps + "]}";
    }

    String path() {
        return "/api/v1/flows/" + name;
    }

    TestFlow start() {
        return startFrom(null);
    }

    TestFlow startFrom(@Nullable String from) {
        Answer answer = as.post(path() + "/start", from == null ? "{}" : "{\"from\":\"" + from + "\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("running").asBoolean()).isTrue();
        return this;
    }

    void pause() {
        Answer answer = as.post(path() + "/pause", "");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("running").asBoolean()).isFalse();
    }

    JsonNode replay(String from) {
        Answer answer = as.post(path() + "/replay", "{\"from\":\"" + from + "\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    JsonNode tried(String sample) {
        Answer answer = as.post(path() + "/try", sample);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("steps");
    }

    JsonNode status() {
        Answer answer = as.get(path() + "/status");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    /** A count of a step. */
    long count(int step, String what) {
        return status().path("steps").path(step).path(what).asLong();
    }

    void awaitCount(int step, String what, long expected) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(count(step, what)).as(status().toString()).isEqualTo(expected));
    }

    void awaitCaughtUp() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(status().path("lagEvents").asLong(-1)).isZero());
    }

    @Override
    public void close() {
        as.delete(path());
    }
}
