package dev.apk8s.local.artemis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plays ingest towards the broker: the same three routes, the same rules, and it can be stopped, stalled or broken. */
final class Hooks implements AutoCloseable {
    static final String TOKEN = "token-between-the-two";

    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, String> passwords = new ConcurrentHashMap<>();
    private final List<JsonNode> questions = new CopyOnWriteArrayList<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final int port = Ports.free();
    private volatile int status = 200;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private @Nullable HttpServer server;
    private @Nullable ExecutorService threads;

    Hooks() {
        start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    void start() {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            threads = Executors.newVirtualThreadPerTaskExecutor();
            http.setExecutor(threads);
            http.createContext("/", this::handle);
            http.start();
            server = http;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    void stop() {
        if (server != null && threads != null) {
            server.stop(0);
            threads.shutdownNow();
            server = null;
        }
    }

    void stall() {
        gate = new CountDownLatch(1);
    }

    void goOn() {
        gate.countDown();
    }

    void answerWith(int nextStatus) {
        status = nextStatus;
    }

    void register(String device, String password) {
        passwords.put(device, password);
    }

    void disable(String device) {
        passwords.remove(device);
    }

    List<JsonNode> questions() {
        return questions;
    }

    List<JsonNode> events() {
        return events;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = json.readTree(exchange.getRequestBody());
            gate.await();
            if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
            } else if (status != 200) {
                exchange.sendResponseHeaders(status, -1);
            } else if (exchange.getRequestURI().getPath().endsWith("/events")) {
                events.add(body);
                exchange.sendResponseHeaders(204, -1);
            } else {
                questions.add(body);
                byte[] answer = ("{\"result\":\"" + (isAllowed(body) ? "allow" : "deny") + "\"}")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isAllowed(JsonNode question) {
        String device = question.path("username").asString();
        if (!passwords.containsKey(device)) {
            return false;
        }
        if (question.has("password")) {
            return question.path("password").asString().equals(passwords.get(device));
        }
        String topic = question.path("topic").asString();
        return switch (question.path("action").asString()) {
            case "publish" -> topic.equals("sensor/" + device) || topic.matches("streams/[^/]+/" + device)
                    || topic.matches("responses/" + device + "/[^/]+");
            case "subscribe" -> topic.equals("commands/" + device + "/#") || topic.equals("commands/" + device + "/+");
            default -> false;
        };
    }

    @Override
    public void close() {
        goOn();
        stop();
    }
}
