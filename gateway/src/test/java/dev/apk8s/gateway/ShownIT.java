package dev.apk8s.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.apk8s.platform.house.Api.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The status, the documents of the API, and the pages. */
class ShownIT extends GatewayIT {
    private static final String HEALTH = "/actuator/health";

    @Test
    void theStatusTellsOfServicesAndOfEnginesAsTheServicesSeeThem() {
        health("""
                {"status":"DOWN","components":{"kafka":{"status":"UP","details":{"address":"10.0.0.1"}},
                "search":{"status":"DOWN"},"diskSpace":{"status":"UP","details":{"path":"/secret"}}}}""");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(named("engines", "search")).isEqualTo("down"));
        assertThat(named("engines", "kafka")).isEqualTo("up");
        assertThat(named("engines", "keycloak")).isEqualTo("up");
        assertThat(named("services", "ingest-service")).isEqualTo("degraded");
        assertThat(api().get("/api/v1/status").text()).doesNotContain("10.0.0.1", "secret", "diskSpace", "actuator");
        health("{\"status\":\"UP\",\"components\":{\"kafka\":{\"status\":\"UP\"},\"search\":{\"status\":\"UP\"}}}");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(named("services", "ingest-service")).isEqualTo("up"));
    }

    @Test
    void theDocumentOfAServiceNamesTheGatewayAndOnlyWhatIsRouted() {
        UPSTREAM.at("/v3/api-docs", exchange -> Upstream.answer(exchange, 200, "application/json", """
                {"openapi":"3.1.0","servers":[{"url":"http://10.0.0.1:8081"}],"paths":{
                "/api/v1/streams/{stream}/events":{"post":{}},"/api/v1/devices":{"get":{}},
                "/internal/mqtt/auth":{"post":{}}}}"""));
        Answer answer = api().get("/v3/api-docs/ingest-service");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/servers/0/url").asString()).isEqualTo("/");
        assertThat(answer.json().get("paths").propertyNames()).containsExactlyInAnyOrder(
                "/api/v1/streams/{stream}/events", "/api/v1/devices");
        assertThat(answer.text()).doesNotContain("10.0.0.1");
    }

    @Test
    void aServiceThatIsAwayHasNoDocument() {
        Answer answer = api().get("/v3/api-docs/away");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("SERVICE_AWAY");
    }

    @Test
    void swaggerUiOffersAllDocumentsAndLogsInWithProof() {
        JsonNode config = api().get("/v3/api-docs/swagger-config").json();
        assertThat(config.get("urls").findValuesAsString("url")).contains("/v3/api-docs",
                "/v3/api-docs/ingest-service");
        assertThat(api().get("/swagger-ui/swagger-initializer.js").text()).contains("apk8s-swagger")
                .contains("usePkceWithAuthorizationCodeGrant\":true");
        assertThat(config.get("oauth2RedirectUrl").asString()).endsWith("/swagger-ui/oauth2-redirect.html");
    }

    @Test
    void theGatewaysOwnDocumentDescribesTheStatusWithAnExample() {
        JsonNode status = api().get("/v3/api-docs").json().at("/paths/~1api~1v1~1status/get");
        assertThat(status.get("summary").asString()).isNotBlank();
        assertThat(status.at("/responses/200/content/application~1json/example/status").asString()).isNotBlank();
        assertThat(status.at("/responses/200/content/application~1json/schema").isMissingNode()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/swagger-ui/index.html", "/page/page.css", "/page/status.js",
            "/swagger-ui/swagger-initializer.js"})
    void pagesLoadNothingFromElsewhereAndAreGuarded(String path) {
        Answer answer = api().get(path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).doesNotContainPattern("(src|href|url)\\s*[=(:]\\s*[\"']?https?://(?!127)");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'", "script-src 'self'",
                "frame-ancestors 'none'").doesNotContain("unsafe-eval");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    }

    private static void health(String report) {
        UPSTREAM.at(HEALTH, exchange -> Upstream.answer(exchange, 200, "application/json", report));
    }

    private String named(String kind, String name) {
        for (JsonNode entry : api().get("/api/v1/status").json().get(kind)) {
            if (entry.get("name").asString().equals(name)) {
                return entry.get("status").asString();
            }
        }
        return "";
    }
}
