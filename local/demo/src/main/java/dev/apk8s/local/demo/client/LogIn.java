package dev.apk8s.local.demo.client;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A user's access token, taken again before it ends. */
public final class LogIn {
    private static final String CLIENT = "apk8s-cli";
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Duration MARGIN = Duration.ofSeconds(60);

    private final HttpClient http;
    private final String issuer;
    private final String user;
    private final String password;
    private String token = "";
    private Instant renewal = Instant.MIN;

    public LogIn(HttpClient http, String issuer, String user, String password) {
        this.http = http;
        this.issuer = issuer;
        this.user = user;
        this.password = password;
    }

    public String user() {
        return user;
    }

    /** @throws DemoException when Keycloak is away or refuses */
    public synchronized String token() throws InterruptedException {
        if (Instant.now().isAfter(renewal)) {
            JsonNode answer = request();
            token = answer.path("access_token").asString("");
            renewal = Instant.now().plusSeconds(answer.path("expires_in").asLong(0)).minus(MARGIN);
        }
        return token;
    }

    private JsonNode request() throws InterruptedException {
        Map<String, String> form = Map.of("grant_type", "password", "client_id", CLIENT, "username", user, "password",
                password);
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer + "/protocol/openid-connect/token"))
                .timeout(TIMEOUT).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new DemoException(
                        "Keycloak refused to log '" + user + "' in: " + response.statusCode() + " " + response.body());
            }
            return new JsonMapper().readTree(response.body());
        } catch (IOException away) {
            throw DemoException.notRunning("Keycloak", issuer, away);
        }
    }
}
