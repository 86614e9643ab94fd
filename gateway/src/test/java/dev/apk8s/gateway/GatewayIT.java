package dev.apk8s.gateway;

import dev.apk8s.local.junit.NeedsEngines;
import dev.apk8s.platform.house.Api;
import dev.apk8s.platform.house.Realm;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The base of the tests of the whole gateway, on the real identity provider. Each service with a behaviour of its own
 * is added by an entry of the configuration and nothing else.
 */
@NeedsEngines("keycloak")
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = {"management.server.port=0",
        "apk8s.gateway.proxy.connect-timeout=1s",
        "apk8s.gateway.proxy.send-timeout=2s", "apk8s.gateway.proxy.response-timeout=2s",
        "apk8s.gateway.proxy.max-connections=24", "apk8s.gateway.proxy.max-streams=3",
        "apk8s.gateway.breaker.pause=1s", "apk8s.gateway.breaker.window=10",
        "apk8s.gateway.breaker.minimum=5", "apk8s.gateway.status.max-age=50ms",
        "server.tomcat.connection-timeout=2s", "apk8s.web.body-limits[/api/v1/stalled/x]=32MB",
        "management.tracing.sampling.probability=1.0"})
abstract class GatewayIT {
    static final Upstream UPSTREAM = new Upstream();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry registry) {
        registry.add("APK8S_ISSUER", Realm::issuer);
        registry.add("APK8S_INGEST_URL", UPSTREAM::url);
        registry.add("APK8S_INGEST_HEALTH_URL", () -> UPSTREAM.url() + "/actuator/health");
        service(registry, "echo", UPSTREAM.url());
        service(registry, "failing", UPSTREAM.url());
        service(registry, "away", "http://127.0.0.1:" + RawServer.nothing());
        service(registry, "stalled", RawServer.start(_ -> {}).url());
        service(registry, "silent", RawServer.start(RawServer::readHead).url());
        service(registry, "broken", RawServer.start(Socket::close).url());
        String large = "x".repeat(100_000);
        half(registry, "half", "Content-Length: 100", "only this much");
        half(registry, "half-chunked", "Transfer-Encoding: chunked", "4\r\nonly\r\n");
        half(registry, "half-large", "Content-Length: 1000000", large);
        half(registry, "half-large-chunked", "Transfer-Encoding: chunked", "186a0\r\n" + large + "\r\n");
    }

    private static void half(DynamicPropertyRegistry registry, String name, String length, String body) {
        service(registry, name, RawServer.start(RawServer.answering(
                "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n" + length + "\r\n\r\n" + body)).url());
    }

    private static void service(DynamicPropertyRegistry registry, String name, String url) {
        registry.add("apk8s.gateway.services." + name + ".url", () -> url);
        registry.add("apk8s.gateway.services." + name + ".paths[0]", () -> "/api/v1/" + name + "/**");
    }

    final Api api() {
        return Api.at("http://127.0.0.1:" + port);
    }

    final Api viewer() {
        return api().asUser("viewer");
    }

    final int port() {
        return port;
    }

    /** Sends bytes as they are, and returns everything that comes back until the gateway closes. */
    final String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
