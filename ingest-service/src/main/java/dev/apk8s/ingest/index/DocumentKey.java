package dev.apk8s.ingest.index;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * The id of an event's document, the same whenever the event comes: 144 bits of SHA-256 over tenant, source and event
 * id, which together are unique by CloudEvents.
 */
public final class DocumentKey {
    private static final int BYTES = 18;
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private DocumentKey() {}

    /** 24 characters of base64url. */
    public static String of(String tenant, String source, String id) {
        MessageDigest digest = sha256();
        digest.update(tenant.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(source.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(id.getBytes(StandardCharsets.UTF_8));
        return TEXT.encodeToString(Arrays.copyOf(digest.digest(), BYTES));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
