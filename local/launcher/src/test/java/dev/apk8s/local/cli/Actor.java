package dev.apk8s.local.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A component that does what its environment says: {@code EXIT_CODE} ends it at once, {@code NEVER_READY} keeps it from
 * its announcement, {@code CHILD} lets it start a process of its own. It counts its starts in its data directory, and
 * answers on {@code PORT} with its process, the count and its child.
 */
public final class Actor {
    private Actor() {}

    public static void main(String[] arguments) throws IOException {
        Path starts = Path.of("starts");
        Files.writeString(starts, "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        System.out.println("start number " + Files.size(starts) + " with secret of "
                + System.getenv().getOrDefault("SECRET", "").length() + " characters");
        if (System.getenv("EXIT_CODE") != null) {
            System.out.println("cannot go on");
            System.exit(Integer.parseInt(System.getenv("EXIT_CODE")));
        }
        long child = System.getenv("CHILD") == null ? 0 : new ProcessBuilder("sleep", "600").start().pid();
        String answer = ProcessHandle.current().pid() + " " + Files.size(starts) + " " + child;
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(System.getenv("PORT"))), 0);
        server.createContext("/", exchange -> {
            byte[] body = ActorAnswer.of(answer);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        if (System.getenv("NEVER_READY") == null) {
            Files.createFile(Path.of(System.getenv("APK8S_READY_FILE")));
        }
    }
}
