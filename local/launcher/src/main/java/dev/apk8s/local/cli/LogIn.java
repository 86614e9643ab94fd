package dev.apk8s.local.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.apk8s.local.component.Catalog;
import dev.apk8s.local.component.Expressions;
import dev.apk8s.local.component.Scope;
import dev.apk8s.local.home.Home;
import dev.apk8s.local.home.Ports;
import dev.apk8s.local.home.Secrets;
import dev.apk8s.local.home.Settings;
import tools.jackson.databind.json.JsonMapper;

/** Logs demo users in at Keycloak, with the passwords of a home. */
final class LogIn {
    private static final String USER_PREFIX = "user-";
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final Map<String, String> secrets;
    private final String issuer;

    LogIn(Home home, Catalog catalog) {
        secrets = Secrets.load(home);
        Scope scope = new Scope(catalog, Ports.assign(catalog, Settings.load(home)), secrets, home.data(), home.logs(),
                Map.of());
        issuer = new Expressions(scope).export(catalog.get("keycloak").name(), "issuer");
    }

    String token(String user) throws InterruptedException {
        return new JsonMapper().readTree(answer(user)).path("access_token").asString();
    }

    /** All that Keycloak answers, as JSON. */
    String answer(String user) throws InterruptedException {
        Map<String, String> form = Map.of("grant_type", "password", "client_id", "apk8s-cli", "scope", "openid",
                "username", user, "password", passwordOf(user));
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer + "/protocol/openid-connect/token"))
                .timeout(TIMEOUT).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.entrySet().stream()
                        .map(field -> field.getKey() + "="
                                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))))
                .build();
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new Problem(ExitCode.COMPONENT_FAILED,
                        "Keycloak refused to log '" + user + "' in: " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException fault) {
            throw new Problem(ExitCode.NOT_RUNNING, "Keycloak does not answer at " + issuer + " (" + fault
                    + "). Start it with: ./apk8s up");
        }
    }

    /** Users of a tenant share one password: {@code acme-admin} has that of {@code user-acme}. */
    private String passwordOf(String user) {
        List<String> prefixes = secrets.keySet().stream().filter(name -> name.startsWith(USER_PREFIX))
                .map(name -> name.substring(USER_PREFIX.length())).toList();
        return prefixes.stream().filter(prefix -> user.equals(prefix) || user.startsWith(prefix + "-")).findFirst()
                .map(prefix -> secrets.get(USER_PREFIX + prefix))
                .orElseThrow(() -> new Problem(ExitCode.WRONG_USAGE, prefixes.isEmpty()
                        ? "There are no passwords yet. They are made by the first: ./apk8s up"
                        : "No password of '" + user + "' is known. There are those of: " + String.join(", ", prefixes)
                                + "."));
    }
}
