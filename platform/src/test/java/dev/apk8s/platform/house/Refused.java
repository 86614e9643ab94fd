package dev.apk8s.platform.house;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tokens that every route must refuse, by what is wrong with them. */
public final class Refused {
    private static final JsonMapper JSON = new JsonMapper();

    private Refused() {}

    /** @param clockSkewSeconds how long past its expiry a service still takes a token */
    public static Map<String, String> tokens(int clockSkewSeconds) {
        Map<String, String> tokens = new LinkedHashMap<>();
        String valid = Realm.token("admin");
        tokens.put("expired", expired(clockSkewSeconds));
        tokens.put("of another audience", Realm.tokenOf("test-other-audience", false, 900));
        tokens.put("with alg none", unsigned(valid));
        tokens.put("with a role added after it was signed", tampered(valid));
        tokens.put("that is none", "nonsense");
        return tokens;
    }

    private static String expired(int clockSkewSeconds) {
        String token = Realm.tokenOf("test-short-lived", true, 1);
        long end = payload(token).get("exp").asLong() + clockSkewSeconds;
        Awaitility.await().atMost(java.time.Duration.ofSeconds(clockSkewSeconds + 30L))
                .until(() -> System.currentTimeMillis() / 1000 > end);
        return token;
    }

    private static String unsigned(String token) {
        return encode("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + token.split("\\.")[1] + ".";
    }

    private static String tampered(String token) {
        String[] parts = token.split("\\.");
        ObjectNode payload = (ObjectNode) payload(token);
        payload.withObject("realm_access").withArray("roles").add("device");
        return parts[0] + "." + encode(payload.toString()) + "." + parts[2];
    }

    private static JsonNode payload(String token) {
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
