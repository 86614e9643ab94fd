package dev.apk8s.chain.proof;

import dev.apk8s.platform.problem.ProblemException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is to be anchored: a hash, or an object of the lake.
 *
 * @param sha256 64 hexadecimal digits
 * @param signer by name; the standard one without it
 */
record ProofRequest(@Nullable String sha256, @Nullable String bucket, @Nullable String key, @Nullable String signer) {
    static String hash(String field, @Nullable String sha256) {
        if (sha256 == null || !sha256.matches("[0-9a-fA-F]{64}")) {
            throw ProblemException.invalidField(field, "must be 64 hexadecimal digits");
        }
        return sha256.toLowerCase(Locale.ROOT);
    }
}
