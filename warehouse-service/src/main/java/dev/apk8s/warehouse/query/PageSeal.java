package dev.apk8s.warehouse.query;

import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Seals page tokens with AES-GCM, so that nobody can read, change or make one, and opens them for their caller only. */
@Component
final class PageSeal {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;
    private static final int MAX_LENGTH = 4_096;
    private static final byte[] PURPOSE = "apk8s result page 1".getBytes(StandardCharsets.UTF_8);

    private final SecretKey key;
    private final JsonMapper json;
    private final SecureRandom random = new SecureRandom();

    PageSeal(QueryProperties properties, JsonMapper json) throws GeneralSecurityException {
        key = KDF.getInstance("HKDF-SHA256").deriveKey("AES",
                HKDFParameterSpec.ofExtract().addIKM(properties.pageKey().getBytes(StandardCharsets.UTF_8))
                        .thenExpand(PURPOSE, KEY_BYTES));
        this.json = json;
    }

    static String callerOf(Caller caller) {
        return caller.tenant() + "/" + caller.name();
    }

    String seal(PageToken token) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(json.writeValueAsBytes(token));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(
                    ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * @param query that the caller says the token is of
     * @throws ProblemException if it was not sealed here, is of another query or has expired; 404 if it is another
     * caller's
     */
    PageToken open(String text, String query, Caller caller, Instant now) {
        PageToken token = opened(text);
        if (!token.caller().equals(callerOf(caller))) {
            throw new ProblemException(QueryError.NO_SUCH_QUERY, "There is no query " + query + ".");
        }
        if (!token.query().equals(query)) {
            throw invalid("is of another query", null);
        }
        if (token.expires().isBefore(now)) {
            throw new ProblemException(QueryError.RESULT_TOKEN_EXPIRED,
                    "page: the token ended at " + token.expires() + ". Run the query again.").with("field", "page");
        }
        return token;
    }

    private PageToken opened(String text) {
        if (text.length() > MAX_LENGTH) {
            throw invalid("is too long", null);
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length <= NONCE_BYTES) {
                throw invalid("was not made here", null);
            }
            byte[] plain = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(bytes, NONCE_BYTES)).doFinal(bytes,
                    NONCE_BYTES, bytes.length - NONCE_BYTES);
            return json.readValue(plain, PageToken.class);
        } catch (GeneralSecurityException | IllegalArgumentException | JacksonException forged) {
            throw invalid("was not made here", forged);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(PURPOSE);
        return cipher;
    }

    private static ProblemException invalid(String why, @Nullable Throwable cause) {
        return new ProblemException(QueryError.RESULT_TOKEN_INVALID, "page: the token " + why + ".", cause)
                .with("field", "page");
    }
}
