package dev.apk8s.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.platform.house.Api.Answer;
import dev.apk8s.platform.house.Realm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes, passes as it is. */
class PassingIT extends GatewayIT {
    private static final String TARGET = "/api/v1/echo/a%20b?a=1&b=%7Bx&a=2+3&c=%C3%A4&d";

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE"})
    void methodTargetAndBodyArriveUnchanged(String method) {
        byte[] body = "{\"temp\":51540}".getBytes(StandardCharsets.UTF_8);
        Answer answer = viewer().send(method, TARGET, "application/json", body);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).startsWith(method + " " + TARGET + "\n").contains("content-type: application/json\n")
                .contains("content-length: " + body.length + "\n").contains(bodyLine(body));
    }

    @Test
    void aBodyThatSaysItIsAFormIsNotReadAsOne() {
        byte[] body = "{\"temp\":1}".getBytes(StandardCharsets.UTF_8);
        Answer answer = viewer().send("POST", "/api/v1/echo/form", "application/x-www-form-urlencoded", body);
        assertThat(answer.text()).contains("POST /api/v1/echo/form\n").contains(bodyLine(body))
                .contains("content-type: application/x-www-form-urlencoded\n");
    }

    @Test
    void aDevicesCredentialsPassWhereTheServiceTakesThem() {
        Answer answer = api().asDevice("lab-d1", "secret").post("/api/v1/streams/sensor/events", "{}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("authorization: Basic ");
    }

    @Test
    void theUsersTokenGoesOnToTheService() {
        assertThat(viewer().get("/api/v1/echo/token").text())
                .contains("authorization: Bearer " + Realm.token("viewer") + "\n");
    }

    @Test
    void headersOfOneHopAndWhatAClientSaysOfItsWayAreDropped() throws IOException {
        String answer = raw("""
                GET /api/v1/echo/hops HTTP/1.1
                Host: datalab.example:4711
                Authorization: Bearer %s
                X-Forwarded-For: 10.9.8.7
                X-Forwarded-Host: evil.example
                X-Forwarded-Proto: https
                X-Forwarded-Prefix: /evil
                Forwarded: for=10.9.8.7;host=evil.example
                X-Real-IP: 10.9.8.7
                Keep-Alive: timeout=5
                TE: trailers
                Proxy-Connection: keep-alive
                Proxy-Authorization: Basic eDp5
                X-Only-For-This-Hop: 1
                X-Passes: 1
                Connection: close, X-Only-For-This-Hop

                """.formatted(Realm.token("viewer")));
        assertThat(answer).contains("x-passes: 1\n").contains("x-forwarded-for: 127.0.0.1\n")
                .contains("x-forwarded-host: datalab.example:4711\n").contains("x-forwarded-proto: http\n")
                .doesNotContain("10.9.8.7", "evil", "x-only-for-this-hop", "proxy-connection", "proxy-authorization",
                        "\nte: ", "keep-alive: timeout");
    }

    @Test
    void headersOfOneHopAndOfAServicesMakingAreDroppedFromAnswers() throws IOException {
        UPSTREAM.at("/api/v1/echo/chunked", exchange -> {
            exchange.getResponseHeaders().set("Server", "made-of-this");
            exchange.getResponseHeaders().set("Keep-Alive", "timeout=1");
            exchange.getResponseHeaders().set("X-Passes", "1");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("in chunks".getBytes(StandardCharsets.UTF_8));
        });
        String answer = raw("""
                GET /api/v1/echo/chunked HTTP/1.1
                Host: localhost
                Authorization: Bearer %s
                Connection: close

                """.formatted(Realm.token("viewer"))).toLowerCase(java.util.Locale.ROOT);
        assertThat(answer).startsWith("http/1.1 200").contains("x-passes: 1").contains("in chunks")
                .doesNotContain("made-of-this", "keep-alive: timeout");
        assertThat(answer.split("transfer-encoding:|content-length:", -1)).as("one length alone").hasSize(2);
    }

    @Test
    void oneTraceRunsThroughGatewayAndService() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        var traced = viewer().with("traceparent", "00-" + trace + "-00f067aa0ba902b7-01");
        assertThat(traced.get("/api/v1/echo/trace").text()).containsPattern(
                "traceparent: 00-" + trace + "-(?!00f067aa0ba902b7)[0-9a-f]{16}-0[13]\n");
        assertThat(traced.get("/api/v1/nowhere").json().path("traceId").asString()).isEqualTo(trace);
    }

    @Test
    void anEncodedAnswerIsNotDecoded() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write("zipped".getBytes(StandardCharsets.UTF_8));
        }
        UPSTREAM.at("/api/v1/echo/zipped", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, zipped.size());
            zipped.writeTo(exchange.getResponseBody());
        });
        Answer answer = viewer().get("/api/v1/echo/zipped");
        assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(answer.body()).isEqualTo(zipped.toByteArray());
    }

    @Test
    void aServicesOwnProblemReachesTheClientAsItIs() {
        String problem = "{\"code\":\"LOG_UNAVAILABLE\",\"status\":503}";
        UPSTREAM.at("/api/v1/echo/unavailable", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "7");
            Upstream.answer(exchange, 503, "application/problem+json", problem);
        });
        Answer answer = viewer().post("/api/v1/echo/unavailable", "{}");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("7");
        assertThat(answer.text()).isEqualTo(problem);
    }

    @Test
    void answersWithoutBodyGiveTheirConnectionBack() {
        UPSTREAM.at("/api/v1/echo/tagged", exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", "2");
                exchange.sendResponseHeaders(200, -1);
            } else {
                exchange.sendResponseHeaders(200, 2);
                exchange.getResponseBody().write("ok".getBytes(StandardCharsets.UTF_8));
            }
        });
        UPSTREAM.at("/api/v1/echo/nothing", exchange -> exchange.sendResponseHeaders(204, -1));
        for (int i = 0; i < 60; i++) {
            assertThat(viewer().with("If-None-Match", "\"1\"").get("/api/v1/echo/tagged").status()).isEqualTo(200);
            assertThat(viewer().get("/api/v1/echo/nothing").status()).isEqualTo(204);
            Answer head = viewer().send("HEAD", "/api/v1/echo/tagged", "", new byte[0]);
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Content-Length")).isEqualTo("2");
        }
    }

    private static String bodyLine(byte[] body) {
        CRC32C checksum = new CRC32C();
        checksum.update(body);
        return "body " + body.length + " " + checksum.getValue() + "\n";
    }
}
