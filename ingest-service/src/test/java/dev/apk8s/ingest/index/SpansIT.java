package dev.apk8s.ingest.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.apk8s.ingest.IngestIT;
import dev.apk8s.platform.house.Api;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A trace that a sender began is found with all its spans. */
class SpansIT extends IngestIT {
    private final String trace = HexFormat.of().toHexDigits(new Random().nextLong())
            + HexFormat.of().toHexDigits(new Random().nextLong());
    private final String parent = HexFormat.of().toHexDigits(new Random().nextLong());

    @Test
    void areFoundByTheirTraceFromTheRequestToTheIndex() {
        Api.Answer sent = api().asUser("operator").with("traceparent", "00-" + trace + "-" + parent + "-01")
                .post("/api/v1/streams/messages/events", "{\"text\":\"traced\"}");
        assertThat(sent.status()).as(sent.text()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            List<JsonNode> spans = spans("viewer");
            JsonNode request = spans.stream().filter(span -> span.path("parentSpanId").asString("").equals(parent))
                    .findFirst().orElseThrow(AssertionError::new);
            assertThat(request.path("service").asString()).isEqualTo("ingest-service");
            assertThat(request.path("kind").asString()).isEqualTo("server");
            assertThat(request.path("durationMicros").asLong()).isPositive();
            assertThat(request.path("attributes").path("status").asString()).isEqualTo("202");
            assertThat(spans).anySatisfy(span -> {
                assertThat(span.path("name").asString()).isEqualTo("index");
                assertThat(span.path("parentSpanId").asString()).isEqualTo(request.path("spanId").asString());
            });
        });
        assertThat(spans("acme-viewer")).isEmpty();
    }

    private List<JsonNode> spans(String user) {
        JsonNode found = api().asUser(user).get("/api/v1/streams/spans/search?size=50&q=traceId:" + trace).json();
        return found.path("hits").valueStream().map(hit -> hit.path("data")).toList();
    }
}
