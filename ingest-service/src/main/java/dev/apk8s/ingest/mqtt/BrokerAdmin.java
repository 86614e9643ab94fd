package dev.apk8s.ingest.mqtt;

import dev.apk8s.ingest.device.DeviceConnections;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Closes connections at the broker, over its administrative HTTP interface. */
@Component
final class BrokerAdmin implements DeviceConnections, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(BrokerAdmin.class);
    private static final Duration PATIENCE = Duration.ofMillis(1_500);
    private static final int ATTEMPTS = 2;
    private static final int NOT_FOUND = 404;

    private final BrokerProperties properties;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE).build();

    BrokerAdmin(BrokerProperties properties) {
        this.properties = properties;
    }

    @Override
    public boolean cutOff(String device) {
        if (!properties.enabled()) {
            return true;
        }
        URI address = URI.create(properties.adminUrl() + "/api/v5/clients?username="
                + URLEncoder.encode(device, StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE)
                .header("Authorization", "Bearer " + properties.hookToken()).DELETE().build();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
                if (status / 100 == 2 || status == NOT_FOUND) {
                    return true;
                }
                log.warn("The broker answered {} when device '{}' was to be cut off", status, device);
            } catch (IOException away) {
                log.warn("The broker did not answer when device '{}' was to be cut off: {}", device, away.toString());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    @Override
    public void destroy() {
        http.shutdownNow();
    }
}
