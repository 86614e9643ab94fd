package dev.apk8s.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;

/** Stands in for services whose behaviour a test decides: no real one stalls or breaks off when asked to. */
final class Upstream {
    private final HttpServer server;
    private final Map<String, HttpHandler> handlers = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();

    Upstream() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            try (exchange) {
                handlers.getOrDefault(exchange.getRequestURI().getPath(), Upstream::echo).handle(exchange);
            }
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers this path; all others are answered with what was received. */
    void at(String path, HttpHandler handler) {
        handlers.put(path, handler);
    }

    int requests() {
        return requests.get();
    }

    static void answer(HttpExchange exchange, int status, String contentType, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** The request as text: method and target, headers, and length and checksum of the body. */
    private static void echo(HttpExchange exchange) throws IOException {
        CRC32C checksum = new CRC32C();
        long length = 0;
        InputStream body = exchange.getRequestBody();
        byte[] part = new byte[64 * 1024];
        for (int count = body.read(part); count >= 0; count = body.read(part)) {
            checksum.update(part, 0, count);
            length += count;
        }
        StringBuilder text = new StringBuilder(exchange.getRequestMethod() + " " + exchange.getRequestURI() + "\n");
        exchange.getRequestHeaders().forEach((name, values) -> values
                .forEach(value -> text.append(name.toLowerCase(java.util.Locale.ROOT)).append(": ").append(value)
                        .append('\n')));
        text.append("body ").append(length).append(' ').append(checksum.getValue()).append('\n');
        answer(exchange, 200, "text/plain", text.toString());
    }
}
