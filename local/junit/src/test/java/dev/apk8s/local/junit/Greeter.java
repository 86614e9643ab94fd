package dev.apk8s.local.junit;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A component: it greets over HTTP, and keeps how often it was started. */
public final class Greeter {
    private Greeter() {}

    public static void main(String[] arguments) throws IOException {
        Path starts = Path.of("starts");
        Files.writeString(starts, "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        String greeting = System.getenv("GREETING") + " " + ProcessHandle.current().pid() + " " + Files.size(starts);
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(System.getenv("PORT"))), 0);
        server.createContext("/", exchange -> {
            byte[] body = greeting.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        Files.createFile(Path.of(System.getenv("APK8S_READY_FILE")));
    }
}
