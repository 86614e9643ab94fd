package dev.apk8s.local.cli;

import dev.apk8s.local.component.Catalog;
import dev.apk8s.local.component.Descriptor;
import dev.apk8s.local.component.Expressions;
import dev.apk8s.local.component.Scope;
import dev.apk8s.local.home.Home;
import dev.apk8s.local.home.Ports;
import dev.apk8s.local.home.Secrets;
import dev.apk8s.local.home.Settings;
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
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** Logs a demo user in. */
@Command(name = "token", mixinStandardHelpOptions = true, header = "Print an access token of a demo user.", description = {
        "Logs the user in at Keycloak (client @|bold apk8s-cli|@) with the password from secrets.yaml. The token holds"
                + " for 15 minutes."}, footerHeading = "%n@|bold Examples|@%n", footer = {
                        "  ./apk8s token admin",
                        "  curl -H \"Authorization: Bearer $(./apk8s token viewer)\" http://127.0.0.1:8080/api/v1/devices"})
final class Token implements Callable<Integer> {
    private static final String USER_PREFIX = "user-";
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    @Mixin
    private HomeOptions homeOptions = new HomeOptions();

    @Parameters(paramLabel = "USER", description = "admin, operator, scientist, viewer; of another tenant: acme-admin,"
            + " acme-viewer.")
    private String user = "";

    @Option(names = "--json", description = "Print all that Keycloak answers: also the refresh token and how long each holds.")
    private boolean json;

    private final Screen screen = Screen.detect();

    @Override
    public Integer call() throws InterruptedException {
        Home home = homeOptions.home();
        Map<String, String> secrets = Secrets.load(home);
        String password = passwordOf(user, secrets);
        Catalog catalog = homeOptions.catalog();
        Descriptor keycloak = catalog.get("keycloak");
        Scope scope = new Scope(catalog, Ports.assign(catalog, Settings.load(home)), secrets, home.data(), home.logs(),
                Map.of());
        String issuer = new Expressions(scope).export(keycloak.name(), "issuer");
        String answer = logIn(issuer, password);
        screen.printPlain(json ? answer : new JsonMapper().readTree(answer).path("access_token").asString());
        return ExitCode.DONE.number();
    }

    /** Users of a tenant share one password: {@code acme-admin} has that of {@code user-acme}. */
    private static String passwordOf(String user, Map<String, String> secrets) {
        List<String> prefixes = secrets.keySet().stream().filter(name -> name.startsWith(USER_PREFIX))
                .map(name -> name.substring(USER_PREFIX.length())).toList();
        return prefixes.stream().filter(prefix -> user.equals(prefix) || user.startsWith(prefix + "-")).findFirst()
                .map(prefix -> secrets.get(USER_PREFIX + prefix))
                .orElseThrow(() -> new Problem(ExitCode.WRONG_USAGE, prefixes.isEmpty()
                        ? "There are no passwords yet. They are made by the first: ./apk8s up"
                        : "No password of '" + user + "' is known. There are those of: " + String.join(", ", prefixes)
                                + "."));
    }

    private String logIn(String issuer, String password) throws InterruptedException {
        Map<String, String> form = Map.of("grant_type", "password", "client_id", "apk8s-cli", "scope", "openid",
                "username", user, "password", password);
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
}
