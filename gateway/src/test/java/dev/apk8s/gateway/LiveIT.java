package dev.apk8s.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import dev.apk8s.platform.house.Realm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Event streams. */
class LiveIT extends GatewayIT {
    private static final Duration LONGER_THAN_THE_RESPONSE_TIMEOUT = Duration.ofMillis(3500);

    @Test
    void eventsArriveOneByOneAndSilenceDoesNotEndTheStream() throws Exception {
        BlockingQueue<String> events = new ArrayBlockingQueue<>(10);
        UPSTREAM.at("/api/v1/echo/live", exchange -> stream(exchange, events));
        try (Client client = new Client("/api/v1/echo/live")) {
            assertThat(client.head()).startsWith("HTTP/1.1 200").contains("text/event-stream");
            events.add("first");
            assertThat(client.event()).isEqualTo("first");
            await().pollDelay(LONGER_THAN_THE_RESPONSE_TIMEOUT).until(() -> true);
            events.add("second");
            assertThat(client.event()).isEqualTo("second");
        } finally {
            events.add("");
        }
    }

    @Test
    void aClientThatGoesAwayClosesTheServicesStream() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        UPSTREAM.at("/api/v1/echo/heartbeats", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            try {
                while (closed.getCount() > 0) {
                    exchange.getResponseBody().write(":\n\n".getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                    pause();
                }
            } catch (IOException gone) {
                closed.countDown();
            }
        });
        try (Client client = new Client("/api/v1/echo/heartbeats")) {
            assertThat(client.head()).startsWith("HTTP/1.1 200");
        }
        assertThat(closed.await(15, TimeUnit.SECONDS)).as("the service noticed").isTrue();
    }

    @Test
    void moreStreamsThanAllowedAreRefusedAndOneThatEndsMakesRoom() throws Exception {
        BlockingQueue<String> ends = new ArrayBlockingQueue<>(10);
        UPSTREAM.at("/api/v1/failing/live", exchange -> stream(exchange, ends));
        List<Client> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                clients.add(new Client("/api/v1/failing/live"));
                assertThat(clients.getLast().head()).startsWith("HTTP/1.1 200");
            }
            var refused = viewer().get("/api/v1/failing/live");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.code()).isEqualTo("GATEWAY_BUSY");
            assertThat(refused.header("Retry-After")).isEqualTo("10");
            ends.add("");
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
                Client next = new Client("/api/v1/failing/live");
                clients.add(next);
                assertThat(next.head()).startsWith("HTTP/1.1 200");
            });
        } finally {
            for (int i = 0; i < 5; i++) {
                ends.add("");
            }
            for (Client client : clients) {
                client.close();
            }
        }
    }

    /** Sends each event as it comes; an empty one ends the stream. */
    private static void stream(HttpExchange exchange, BlockingQueue<String> events) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream;charset=UTF-8");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(":\n\n".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        try {
            for (String event = events.take(); !event.isEmpty(); event = events.take()) {
                exchange.getResponseBody().write(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() {
        await().pollDelay(Duration.ofMillis(100)).until(() -> true);
    }

    /** A client at the level of the socket, so that nothing between buffers or waits. */
    private final class Client implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader lines;

        Client(String path) throws IOException {
            socket = new Socket("127.0.0.1", port());
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + Realm.token("viewer") + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        String head() throws IOException {
            StringBuilder head = new StringBuilder();
            for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                head.append(line).append('\n');
            }
            return head.toString();
        }

        String event() throws IOException {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data: ")) {
                    return line.substring("data: ".length());
                }
            }
            return "";
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
