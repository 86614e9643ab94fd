package dev.apk8s.platform.house;

import dev.apk8s.local.junit.Engines;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Tokens of the real realm, for tests. */
public final class Realm {
    /** A third of a token's life: who asks for one has the rest for its use. */
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Map<String, Token> TOKENS = new ConcurrentHashMap<>();

    private record Token(String text, Instant made) {}

    private Realm() {}

    /** The issuer, for {@code spring.security.oauth2.resourceserver.jwt.issuer-uri}. */
    public static String issuer() {
        return Engines.export("keycloak", "issuer");
    }

    /** An access token of a demo user: {@code admin}, {@code operator}, {@code scientist}, {@code viewer}, {@code acme-admin}, {@code acme-viewer}. */
    public static String token(String user) {
        return fresh(user, () -> made(user));
    }

    private static String fresh(String whose, Supplier<String> made) {
        return TOKENS.compute(whose,
                (_, known) -> known != null && known.made().plus(FRESH).isAfter(Instant.now())
                        ? known
                        : new Token(made.get(), Instant.now()))
                .text();
    }

    private static String made(String user) {
        return token("datalab", Map.of("grant_type", "password", "client_id", "apk8s-cli", "username", user, "password",
                Engines.secret(user.startsWith("acme") ? "user-acme" : "user-" + user)));
    }

    /** A token of a service's own: {@code ingest}, {@code ml} or {@code gateway}. */
    public static String serviceToken(String service) {
        String client = "client-" + service;
        return fresh(client, () -> token("datalab", Map.of("grant_type", "client_credentials", "client_id",
                "apk8s-" + service, "client_secret", Engines.secret(client))));
    }

    /** A token by any grant of any client, such as one that a test made in the realm. */
    public static String token(String realm, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        Api.Answer answer = Api.at(Engines.export("keycloak", "url"))
                .send("POST", "/realms/" + realm + "/protocol/openid-connect/token",
                        "application/x-www-form-urlencoded", body.getBytes(StandardCharsets.UTF_8));
        if (answer.status() != 200) {
            throw new IllegalStateException("No token: " + answer.text());
        }
        return answer.json().get("access_token").asString();
    }

    /** Administers the realm, to make clients that must be refused. */
    public static Api administration() {
        String token = token("master", Map.of("grant_type", "password", "client_id", "admin-cli", "username", "admin",
                "password", Engines.secret("keycloak-admin")));
        return Api.at(Engines.export("keycloak", "url") + "/admin/realms/datalab").as(token);
    }

    /**
     * A token of the administrator by a client of its own, which is made if it is not there.
     *
     * @param forApk8s whether the token names this platform as its audience
     * @param lifetimeSeconds how long it is valid
     */
    public static String tokenOf(String client, boolean forApk8s, int lifetimeSeconds) {
        Api administration = administration();
        JsonNode found = administration.get("/clients?clientId=" + client).json();
        if (found.isEmpty()) {
            String mappers = "{\"name\":\"tenant\",\"protocol\":\"openid-connect\",\"protocolMapper\":\"oidc-usermodel-attribute-mapper\",\"config\":{\"user.attribute\":\"tenant\",\"claim.name\":\"tenant\",\"access.token.claim\":\"true\",\"jsonType.label\":\"String\"}}"
                    + (forApk8s
                            ? ",{\"name\":\"audience\",\"protocol\":\"openid-connect\",\"protocolMapper\":\"oidc-audience-mapper\",\"config\":{\"included.custom.audience\":\"apk8s\",\"access.token.claim\":\"true\"}}"
                            : "");
            Api.Answer made = administration.post("/clients", """
                    {"clientId":"%s","publicClient":true,"directAccessGrantsEnabled":true,"standardFlowEnabled":false,\
                    "attributes":{"access.token.lifespan":"%d"},"protocolMappers":[%s]}""".formatted(client,
                    lifetimeSeconds, mappers));
            if (made.status() != 201) {
                throw new IllegalStateException("No client: " + made.text());
            }
        }
        return token("datalab", Map.of("grant_type", "password", "client_id", client, "username", "admin", "password",
                Engines.secret("user-admin")));
    }
}
