package dev.apk8s.local.artemis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The part of EMQX's administration that the platform uses, on loopback, for whoever has the shared token.
 * <ul>
 * <li>{@code GET /api/v5/clients?page=1&limit=100} who is connected; at most 1,000 a page
 * <li>{@code DELETE /api/v5/clients?username=X} closes that user's connections and forgets what it was allowed: 204
 * <li>{@code GET /api/v5/stats} counts
 * </ul>
 */
final class AdminServer implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(AdminServer.class);
    private static final int MAXIMUM_PAGE = 1_000;
    private static final int THREADS = 4;

    private final JsonMapper json = JsonMapper.builder().build();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS,
            Thread.ofPlatform().name("admin-", 0).daemon().factory());
    private final BrokerSettings settings;
    private final ConnectedClients clients;
    private final AccessDecisions decisions;
    private final DeliveryEvents events;
    private final IntSupplier addresses;
    private @Nullable HttpServer server;

    AdminServer(BrokerSettings settings, ConnectedClients clients, AccessDecisions decisions, DeliveryEvents events,
            IntSupplier addresses) {
        this.settings = settings;
        this.clients = clients;
        this.decisions = decisions;
        this.events = events;
        this.addresses = addresses;
    }

    void start() throws IOException {
        HttpServer http = HttpServer
                .create(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.adminPort()), 64);
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
        server = http;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (isAuthorised(exchange)) {
                answerOrFail(exchange);
            } else {
                exchange.sendResponseHeaders(401, -1);
            }
        }
    }

    private void answerOrFail(HttpExchange exchange) throws IOException {
        try {
            answer(exchange);
        } catch (IllegalArgumentException _) {
            exchange.sendResponseHeaders(400, -1);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            LOGGER.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), failed);
            exchange.sendResponseHeaders(500, -1);
        }
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        Map<String, String> query = query(exchange);
        switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
            case "GET /api/v5/clients" -> write(exchange, clients(query));
            case "DELETE /api/v5/clients" -> {
                cut(query.getOrDefault("username", ""));
                exchange.sendResponseHeaders(204, -1);
            }
            case "GET /api/v5/stats" -> write(exchange,
                    Map.of("connections.count", clients.count(), "addresses.count", addresses.getAsInt(),
                            "events.waiting",
                            events.waiting(), "events.dropped", events.dropped()));
            default -> exchange.sendResponseHeaders(404, -1);
        }
    }

    private void cut(String username) throws InterruptedException {
        if (username.isEmpty()) {
            throw new IllegalArgumentException("username is missing");
        }
        decisions.forget(username);
        clients.cut(username);
        // Once more, for what was asked in between.
        decisions.forget(username);
    }

    private Map<String, Object> clients(Map<String, String> query) {
        int limit = Math.clamp(Integer.parseInt(query.getOrDefault("limit", "100")), 1, MAXIMUM_PAGE);
        int page = Math.max(1, Integer.parseInt(query.getOrDefault("page", "1")));
        List<Map<String, String>> data = clients.page((long) (page - 1) * limit, limit).stream()
                .map(client -> Map.of("username", client.username(), "clientid", client.clientId(), "ip_address",
                        client.address(), "connected_at", client.since().toString()))
                .toList();
        return Map.of("data", data, "meta", Map.of("page", page, "limit", limit, "count", clients.count()));
    }

    private void write(HttpExchange exchange, Map<String, ?> body) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private boolean isAuthorised(HttpExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        return given != null && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8),
                ("Bearer " + settings.hookToken()).getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> values = new HashMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        if (query != null) {
            for (String part : query.split("&", -1)) {
                int equals = part.indexOf('=');
                if (equals > 0) {
                    values.put(URLDecoder.decode(part.substring(0, equals), StandardCharsets.UTF_8),
                            URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
                }
            }
        }
        return values;
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
        threads.shutdownNow();
    }
}
