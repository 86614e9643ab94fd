package dev.apk8s.local.supervisor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.apk8s.local.component.ComponentException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The supervisor's ear, on loopback, for who can read the token:
 *
 * <pre>
 * GET  /status               the view
 * POST /start   ["kafka"]    starts it and what it needs; the view
 * POST /await   ["kafka"]    the view, once they are settled or 30 s are over
 * POST /restart ["kafka"]    the view
 * POST /own     ["PID:MS"]   one more process that keeps the supervisor alive
 * POST /stop    []           the view; all ends afterwards
 * </pre>
 */
final class ControlServer implements AutoCloseable {
    private static final int MOST_BODY_BYTES = 16 << 10;
    private static final Duration AWAIT_LIMIT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final Supervisor supervisor;
    private final Owners owners;
    private final Runnable stop;
    private final byte[] authorization;

    ControlServer(Supervisor supervisor, Owners owners, Runnable stop, String token) throws IOException {
        this.supervisor = supervisor;
        this.owners = owners;
        this.stop = stop;
        this.authorization = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!isAuthorized(exchange)) {
                answer(exchange, 401, Map.of("fault", "no valid token"));
                return;
            }
            try {
                SupervisorView view = act(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath(),
                        names(exchange));
                answer(exchange, 200, view);
            } catch (JacksonException | IllegalArgumentException | ComponentException fault) {
                answer(exchange, 400, Map.of("fault", String.valueOf(fault.getMessage())));
            } catch (IllegalStateException fault) {
                answer(exchange, 409, Map.of("fault", String.valueOf(fault.getMessage())));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private SupervisorView act(String route, List<String> names) throws InterruptedException {
        switch (route) {
            case "GET /status" -> {
                return supervisor.view();
            }
            case "POST /await" -> {
                return supervisor.awaitSettled(names, AWAIT_LIMIT);
            }
            case "POST /start" -> supervisor.start(names);
            case "POST /restart" -> names.forEach(this::restart);
            case "POST /own" -> names.forEach(owners::add);
            case "POST /stop" -> stop.run();
            default -> throw new IllegalArgumentException("no such route: " + route);
        }
        return supervisor.view();
    }

    private void restart(String name) {
        if (!supervisor.restart(name)) {
            throw new IllegalArgumentException("'" + name + "' does not run here");
        }
    }

    private boolean isAuthorized(HttpExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        return given != null && MessageDigest.isEqual(authorization, given.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> names(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BODY_BYTES);
        return body.length == 0 ? List.of() : List.of(JSON.readValue(body, String[].class));
    }

    private static void answer(HttpExchange exchange, int status, Object value) throws IOException {
        byte[] body = JSON.writeValueAsBytes(value);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
