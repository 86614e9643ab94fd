package dev.apk8s.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.local.junit.OwnEngine;
import dev.apk8s.platform.house.Realm;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The gateway as it is delivered, in a process with its own small heap. */
class MemoryIT {
    private static final long BODY = 200L * 1024 * 1024;
    private static final long RESIDENT_LIMIT = 420L * 1024 * 1024;

    @Test
    void bodiesAsLargeAsTheHeapPassBothWays() throws IOException {
        Upstream upstream = new Upstream();
        upstream.at("/api/v1/echo/down", exchange -> {
            exchange.sendResponseHeaders(200, BODY);
            write(exchange.getResponseBody());
        });
        try (OwnEngine gateway = gateway(upstream).start()) {
            String base = gateway.export("url");
            HttpURLConnection up = open(base + "/api/v1/echo/up");
            up.setRequestMethod("POST");
            up.setDoOutput(true);
            up.setFixedLengthStreamingMode(BODY);
            try (OutputStream body = up.getOutputStream()) {
                write(body);
            }
            assertThat(new String(up.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("body " + BODY + " ");

            long received = 0;
            try (InputStream body = open(base + "/api/v1/echo/down").getInputStream()) {
                received = body.transferTo(OutputStream.nullOutputStream());
            }
            assertThat(received).isEqualTo(BODY);
            assertThat(gateway.memoryBytes()).as("resident bytes").isLessThan(RESIDENT_LIMIT);
        }
    }

    @Test
    void anOpenEventStreamDoesNotHoldUpTheEndOfTheGateway() throws IOException {
        Upstream upstream = new Upstream();
        upstream.at("/api/v1/echo/live", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(":\n\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            org.awaitility.Awaitility.await().pollDelay(Duration.ofSeconds(30)).until(() -> true);
        });
        try (OwnEngine gateway = gateway(upstream).start()) {
            InputStream events = open(gateway.export("url") + "/api/v1/echo/live").getInputStream();
            assertThat(events.read()).isEqualTo(':');
            long begin = System.nanoTime();
            gateway.stop();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(9));
        }
    }

    private static OwnEngine gateway(Upstream upstream) {
        return OwnEngine.prepare("gateway").override("ingest-service.url", upstream.url())
                .override("ingest-service.management-url", upstream.url())
                .environment("SPRING_APPLICATION_JSON", """
                        {"apk8s":{"web":{"max-body":"300MB"},"gateway":{"services":{"echo":\
                        {"url":"%s","paths":["/api/v1/echo/**"]}}}}}""".formatted(upstream.url()));
    }

    private static HttpURLConnection open(String url) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + Realm.token("viewer"));
        connection.setConnectTimeout(5000);
        connection.setReadTimeout(60_000);
        return connection;
    }

    private static void write(OutputStream body) throws IOException {
        byte[] part = new byte[64 * 1024];
        for (long left = BODY; left > 0; left -= part.length) {
            body.write(part);
        }
    }
}
