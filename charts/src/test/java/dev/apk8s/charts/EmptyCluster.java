package dev.apk8s.charts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Says that nothing is there yet. The program {@code helm template} takes that for granted when a template looks something
 * up; the library asks whatever cluster KUBECONFIG names, which the build points here.
 */
final class EmptyCluster {
    private static final String KINDS = """
            {"kind": "APIResourceList", "groupVersion": "v1", "resources": [
              {"name": "secrets", "singularName": "secret", "kind": "Secret", "namespaced": true, "verbs": ["get"]},
              {"name": "configmaps", "singularName": "configmap", "kind": "ConfigMap", "namespaced": true, "verbs": ["get"]}]}""";
    private static final String NOTHING = """
            {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "NotFound", "code": 404}""";

    private EmptyCluster() {}

    static void start(Path kubeconfig) {
        try {
            listen(kubeconfig);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void listen(Path kubeconfig) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", EmptyCluster::answer);
        server.start();
        Files.writeString(kubeconfig, """
                apiVersion: v1
                kind: Config
                current-context: empty
                clusters: [{name: empty, cluster: {server: "http://127.0.0.1:%d"}}]
                contexts: [{name: empty, context: {cluster: empty, user: nobody}}]
                users: [{name: nobody, user: {}}]
                """.formatted(server.getAddress().getPort()));
    }

    private static void answer(HttpExchange exchange) {
        boolean kinds = exchange.getRequestURI().getPath().equals("/api/v1");
        byte[] body = (kinds ? KINDS : NOTHING).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        try (exchange) {
            exchange.sendResponseHeaders(kinds ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
