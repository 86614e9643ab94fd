package dev.apk8s.chain.relay;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Stands between a service and its node, and can do something at the very moment of a call. */
final class NodeProxy implements AutoCloseable {
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI node;
    private final AtomicReference<@Nullable Trap> trap = new AtomicReference<>();
    private volatile boolean sprung;

    /** @param after whether the node gets the call first, and only the answer is kept from the service */
    record Trap(String method, boolean after, Runnable action) {}

    NodeProxy(String node) throws IOException {
        this.node = URI.create(node);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::pass);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Once: at the first call of the method. */
    void set(Trap next) {
        sprung = false;
        trap.set(next);
    }

    boolean isSprung() {
        return sprung;
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Trap set = trap.get();
            boolean springs = set != null
                    && new String(body, StandardCharsets.UTF_8).contains("\"" + set.method() + "\"")
                    && trap.compareAndSet(set, null);
            if (springs && set != null && !set.after()) {
                spring(set);
                return;
            }
            byte[] answer = client.send(HttpRequest.newBuilder(node).header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofByteArray()).body();
            if (springs && set != null) {
                spring(set);
                return;
            }
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void spring(Trap set) {
        set.action().run();
        sprung = true;
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
