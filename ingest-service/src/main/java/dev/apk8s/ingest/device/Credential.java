package dev.apk8s.ingest.device;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A secret that can be checked but not read back: SHA-256 over salt and secret. It is fast on purpose, as secrets are
 * ours and have 256 random bits: {@code docs/decisions/0004-device-credentials.md}.
 *
 * @param salt 16 random bytes, base64url
 * @param hash 32 bytes, base64url
 */
public record Credential(String salt, String hash) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 32;
    private static final int SALT_BYTES = 16;

    /** A new secret: 43 characters of base64url. */
    static String newSecret() {
        return random(SECRET_BYTES);
    }

    static Credential of(String secret) {
        String salt = random(SALT_BYTES);
        return new Credential(salt, Base64.getUrlEncoder().withoutPadding().encodeToString(digest(salt, secret)));
    }

    /** Takes the same time whether it matches or not. */
    boolean matches(String secret) {
        return MessageDigest.isEqual(Base64.getUrlDecoder().decode(hash), digest(salt, secret));
    }

    private static byte[] digest(String salt, String secret) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(Base64.getUrlDecoder().decode(salt));
            return sha256.digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    private static String random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "Credential[hidden]";
    }
}
