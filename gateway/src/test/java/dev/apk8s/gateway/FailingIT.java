package dev.apk8s.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.apk8s.platform.house.Api.Answer;
import dev.apk8s.platform.house.Realm;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What a client hears when a service does not do its part. */
class FailingIT extends GatewayIT {
    private static final int LARGER_THAN_SOCKETS_BUFFER = 24 * 1024 * 1024;
    private static final String FAILING = "/api/v1/failing/x";

    @Autowired
    private MeterRegistry meters;

    @Test
    void aServiceThatIsAwayIs503WithRetryAfter() {
        Answer answer = viewer().get("/api/v1/away/x");
        problem(answer, 503, "SERVICE_AWAY");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.text()).doesNotContain("127.0.0.1");
    }

    @Test
    void aServiceThatDoesNotAnswerIs504() {
        problem(viewer().get("/api/v1/silent/x"), 504, "SERVICE_TIMEOUT");
    }

    @Test
    void aServiceThatStopsTakingTheBodyIs504() {
        Answer answer = api().asUser("operator").send("POST", "/api/v1/stalled/x", "application/octet-stream",
                BodyPublishers.ofByteArray(new byte[LARGER_THAN_SOCKETS_BUFFER]));
        problem(answer, 504, "SERVICE_TIMEOUT");
        assertThat(answer.json().get("detail").asString()).contains("takes no more of the body");
    }

    @Test
    void aServiceThatHangsUpIs502() {
        problem(viewer().post("/api/v1/broken/x", "{}"), 502, "SERVICE_BROKE_OFF");
    }

    @ParameterizedTest
    @ValueSource(strings = {"half", "half-chunked"})
    void anAnswerThatBreaksOffSoonIs502(String service) {
        problem(viewer().get("/api/v1/" + service + "/x"), 502, "SERVICE_BROKE_OFF");
    }

    @ParameterizedTest
    @ValueSource(strings = {"half-large", "half-large-chunked"})
    void halfAnAnswerDoesNotLookLikeAWholeOne(String service) {
        assertThatThrownBy(() -> viewer().get("/api/v1/" + service + "/x")).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aClientThatPausesInItsBodyForTooLongIsTold() throws IOException {
        String answer = raw("""
                POST /api/v1/echo/slow HTTP/1.1
                Host: localhost
                Authorization: Bearer %s
                Content-Length: 100

                only this""".formatted(Realm.token("viewer")));
        assertThat(answer).startsWith("HTTP/1.1 408 ").contains("REQUEST_TIMEOUT");
    }

    @Test
    void theBreakerLeavesAFailingServiceAloneAndTriesItAgain() {
        UPSTREAM.at(FAILING, exchange -> Upstream.answer(exchange, 502, "text/html", "bare"));
        await().atMost(Duration.ofSeconds(20)).until(() -> viewer().get(FAILING).status() == 503);
        int before = UPSTREAM.requests();
        Answer refused = viewer().get(FAILING);
        problem(refused, 503, "SERVICE_UNAVAILABLE");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(UPSTREAM.requests()).isEqualTo(before);
        assertThat(breaker()).isEqualTo("open");
        assertThat(state("open")).isEqualTo(1);
        assertThat(viewer().get("/api/v1/echo/other").status()).as("other services").isEqualTo(200);

        UPSTREAM.at(FAILING, exchange -> Upstream.answer(exchange, 200, "text/plain", "well again"));
        await().atMost(Duration.ofSeconds(20)).until(() -> viewer().get(FAILING).status() == 200
                && state("closed") == 1);
        assertThat(breaker()).isEqualTo("closed");
    }

    @Test
    void aServiceThatSaysItselfWhatIsWrongIsNotLeftAlone() {
        UPSTREAM.at("/api/v1/echo/search-away", exchange -> Upstream.answer(exchange, 503, "application/problem+json",
                "{\"code\":\"SEARCH_UNAVAILABLE\"}"));
        for (int i = 0; i < 30; i++) {
            assertThat(viewer().get("/api/v1/echo/search-away").text()).contains("SEARCH_UNAVAILABLE");
        }
        assertThat(viewer().get("/api/v1/echo/works").status()).isEqualTo(200);
    }

    private String breaker() {
        for (JsonNode service : api().get("/api/v1/status").json().get("services")) {
            if (service.get("name").asString().equals("failing")) {
                return service.get("breaker").asString();
            }
        }
        return "";
    }

    private double state(String state) {
        return meters.get("apk8s.gateway.breaker.state").tag("target", "failing").tag("state", state).gauge().value();
    }

    private static void problem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }
}
