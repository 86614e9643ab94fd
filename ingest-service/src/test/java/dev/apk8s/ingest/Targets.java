package dev.apk8s.ingest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * What functions and flows call outside of this service: users' functions, and the services that a test of this module
 * alone has not. Tests keep apart by the paths that they answer on.
 */
public final class Targets {
    private static final Map<String, Function<Asked, Told>> ANSWERS = new ConcurrentHashMap<>();
    private static final List<Asked> ASKED = new CopyOnWriteArrayList<>();
    private static final HttpServer SERVER = start();

    private Targets() {}

    /** A request that came. */
    public record Asked(String method, String path, Map<String, List<String>> headers, String body) {
        /** A header's value, or an empty text. */
        public String header(String name) {
            return headers.entrySet().stream().filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst()).findFirst().orElse("");
        }
    }

    /** What is answered. */
    public record Told(int status, String contentType, String body, boolean brokenOff) {
        public Told(int status, String contentType, String body) {
            this(status, contentType, body, false);
        }

        /** Whose connection ends before the body does. */
        public static Told brokenOff(String body) {
            return new Told(200, "application/json", body, true);
        }

        public static Told json(String body) {
            return new Told(200, "application/json", body);
        }

        public static Told status(int status) {
            return new Told(status, "application/json", "{\"status\":" + status + "}");
        }
    }

    public static String url() {
        return "http://127.0.0.1:" + SERVER.getAddress().getPort();
    }

    /** Answers on a path from now on. */
    public static void on(String path, Function<Asked, Told> answer) {
        ANSWERS.put(path, answer);
    }

    /** What was asked on a path so far. */
    public static List<Asked> asked(String path) {
        return ASKED.stream().filter(asked -> asked.path().equals(path)).toList();
    }

    private static HttpServer start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", Targets::answer);
            server.start();
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Asked asked = new Asked(exchange.getRequestMethod(), path, Map.copyOf(exchange.getRequestHeaders()),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            ASKED.add(asked);
            Told told = ANSWERS.getOrDefault(path, _ -> Told.status(404)).apply(asked);
            byte[] body = told.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", told.contentType());
            exchange.sendResponseHeaders(told.status(),
                    body.length == 0 ? -1 : body.length + (told.brokenOff() ? 1 : 0));
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
                exchange.getResponseBody().flush();
            }
        }
    }
}
