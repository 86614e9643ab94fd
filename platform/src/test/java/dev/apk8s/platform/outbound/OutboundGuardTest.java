package dev.apk8s.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundGuardTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final OutboundGuard guard = new OutboundGuard(Set.of());

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "2130706433", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1",
            "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.0.8", "198.18.0.1", "224.0.0.1",
            "255.255.255.255", "::1", "::", "fe80::1", "fec0::1", "fc00::1", "fd12:3456::1", "ff02::1",
            "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001::1"})
    void whatIsWithinIsRefused(String host) {
        assertThatThrownBy(() -> guard.resolve(host)).isInstanceOf(AddressRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.15.0.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111",
            "2a00:1450:4001::1"})
    void whatIsOutsideIsNot(String host) throws UnknownHostException {
        assertThat(guard.resolve(host)).containsExactly(InetAddress.ofLiteral(host));
    }

    @Test
    void aHostThatIsAllowedMayBeWithin() throws UnknownHostException {
        OutboundGuard allowing = new OutboundGuard(Set.of("127.0.0.1"));
        assertThat(allowing.resolve("127.0.0.1")).hasSize(1);
        assertThatThrownBy(() -> allowing.resolve("127.0.0.2")).isInstanceOf(AddressRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://example.org/", "file:///etc/passwd", "//example.org", "https://", "https:///x",
            "https://user:word@example.org/", "https://example.org/#x", "not a url"})
    void whatIsNoUsableUrlIsSaidAtOnce(String url) {
        assertThat(guard.fault(url)).isPresent();
    }

    @Test
    void aUsualUrlIsFine() {
        assertThat(guard.fault("https://example.org:8443/f?x=1")).isEmpty();
    }

    @Test
    void theClientConnectsToNothingWithinAndFollowsNoRedirect() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Location", "http://localhost:" + server.getAddress().getPort() + "/in");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        var properties = new OutboundProperties(Set.of(), 2, PATIENCE);
        try (OutboundClient guarded = new OutboundClient(guard, properties);
                OutboundClient allowing = new OutboundClient(new OutboundGuard(Set.of("127.0.0.1")), properties)) {
            assertThatThrownBy(() -> guarded.call(new HttpGet(url), PATIENCE, HttpResponse::getCode))
                    .isInstanceOf(AddressRefusedException.class);
            assertThat(allowing.call(new HttpGet(url), PATIENCE, HttpResponse::getCode)).isEqualTo(302);
        } finally {
            server.stop(0);
        }
    }
}
