package dev.apk8s.platform.web;

import dev.apk8s.platform.start.Rehearsal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import org.springframework.core.env.Environment;

/** What a probe, Prometheus and a client without a token ask of a service first. */
final class FirstRequests implements Rehearsal {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Environment environment;

    FirstRequests(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void rehearse() {
        request("local.management.port", "/actuator/health/liveness");
        request("local.management.port", "/actuator/prometheus");
        request("local.server.port", "/");
    }

    private void request(String port, String path) {
        URI address = URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":"
                + environment.getRequiredProperty(port) + path);
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            boolean refused = connection.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST;
            try (InputStream answer = refused ? connection.getErrorStream() : connection.getInputStream()) {
                answer.transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException unanswered) {
            throw new UncheckedIOException("The service that is recorded does not answer " + address, unanswered);
        }
    }
}
