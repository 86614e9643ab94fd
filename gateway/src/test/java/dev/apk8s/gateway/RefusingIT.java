package dev.apk8s.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.apk8s.gateway.service.Services;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Api.Answer;
import dev.apk8s.platform.house.Refused;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Who gets past the gateway, and what is never routed. */
class RefusingIT extends GatewayIT {
    private static final int CLOCK_SKEW_SECONDS = 10;
    private static final String EVENTS = "/api/v1/streams/sensor/events";

    @Autowired
    private Services services;

    @TestFactory
    Stream<DynamicTest> noRouteLetsAnybodyInWithoutAValidToken() {
        Map<String, String> tokens = Refused.tokens(CLOCK_SKEW_SECONDS);
        return paths().flatMap(path -> Stream.concat(
                Stream.of(dynamicTest(path + " without a token", () -> refused(api(), path))),
                tokens.entrySet().stream().map(token -> dynamicTest(path + " with a token " + token.getKey(),
                        () -> refused(api().as(token.getValue()), path)))));
    }

    @TestFactory
    Stream<DynamicTest> devicesGetInOnlyWhereTheyPost() {
        Api device = api().asDevice("lab-d1", "secret");
        return Stream.concat(paths().filter(path -> !path.equals(EVENTS)),
                Stream.of("/api/v1/streams", "/api/v1/streams/sensor/events/1", "/api/v1/echo/streams/x/events"))
                .map(path -> dynamicTest(path, () -> refused(device, path)));
    }

    @Test
    void aDeviceMayNotReadWhereItPosts() {
        int before = UPSTREAM.requests();
        assertThat(api().asDevice("lab-d1", "secret").get(EVENTS).status()).isEqualTo(401);
        assertThat(UPSTREAM.requests()).isEqualTo(before);
    }

    @Test
    void aRefusalSaysHowToAuthenticateAndIsAProblem() {
        Answer answer = api().get("/api/v1/devices");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("UNAUTHENTICATED");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(answer.json().propertyNames()).contains("type", "title", "status", "detail", "instance", "traceId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/internal/mqtt/auth", "/actuator/health", "/actuator/prometheus", "/api/v1/nowhere",
            "/api/v2/streams", "/error", "/v3/api-docs/no-such-service", "/swagger-ui/no-such-file"})
    void whatIsNotRoutedIsNotFoundEvenForTheAdministrator(String path) {
        int before = UPSTREAM.requests();
        Answer answer = api().asUser("admin").get(path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("NOT_FOUND");
        assertThat(UPSTREAM.requests()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/streams/../../internal/mqtt/auth", "/api/v1/streams/%2e%2e/%2e%2e/internal",
            "/api/v1/streams/..%2f..%2finternal", "/api/v1/streams;a=b/x", "//internal/mqtt/auth",
            "/api/v1/streams/%00", "/api/v1/streams/a%5cb", "/api/v1/streams/a%25b", "/api/v1/streams/a%0db",
            "/api/v1/echo?q=%zz", "/api/v1/echo?q=a|b"})
    void aPathThatLeadsElsewhereIsABadRequest(String path) throws IOException {
        int before = UPSTREAM.requests();
        String answer = raw("""
                GET %s HTTP/1.1
                Host: localhost
                Authorization: Bearer %s
                Connection: close

                """.formatted(path, dev.apk8s.platform.house.Realm.token("admin")));
        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json").contains("BAD_REQUEST");
        assertThat(UPSTREAM.requests()).isEqualTo(before);
    }

    @Test
    void headersLargerThanAllowedAreABadRequest() {
        Answer answer = viewer().with("X-Large", "x".repeat(17 * 1024)).get("/api/v1/echo/large");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("BAD_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/page/page.css", "/page/status.js", "/api/v1/status",
            "/swagger-ui/index.html", "/v3/api-docs", "/v3/api-docs/swagger-config"})
    void pagesAndTheStatusAreOpen(String path) {
        assertThat(api().get(path).status()).isEqualTo(200);
    }

    private Stream<String> paths() {
        List<String> patterns = services.all().stream()
                .flatMap(service -> Stream.concat(service.paths().stream(), service.devicePaths().stream()))
                .map(pattern -> pattern.getPatternString().replace("/**", "/x").replace("{stream}", "sensor")).toList();
        assertThat(patterns).contains(EVENTS, "/api/v1/devices/x", "/api/v1/dead-letters/x", "/api/v1/commands/x");
        return patterns.stream().distinct();
    }

    private static void refused(Api api, String path) {
        int before = UPSTREAM.requests();
        for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
            Answer answer = api.send(method, path, "", new byte[0]);
            assertThat(answer.status()).as(method + " " + path + ": " + answer.text()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("UNAUTHENTICATED");
        }
        assertThat(UPSTREAM.requests()).isEqualTo(before);
    }
}
