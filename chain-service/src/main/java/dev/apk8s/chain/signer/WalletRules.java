package dev.apk8s.chain.signer;

import dev.apk8s.platform.problem.ProblemException;
import org.web3j.crypto.WalletFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a keystore file must look like before any work is put into it. */
final class WalletRules {
    /** That scrypt may take: 128 bytes times N times r. */
    private static final long MAX_SCRYPT_BYTES = 64L << 20;
    private static final int MAX_SCRYPT_P = 8;
    private static final int MAX_ROUNDS = 1_000_000;

    private WalletRules() {}

    static WalletFile check(JsonNode keystore, JsonMapper json) {
        JsonNode crypto = keystore.has("crypto") ? keystore.path("crypto") : keystore.path("Crypto");
        if (keystore.path("version").asInt(0) != 3) {
            throw ProblemException.invalidField("keystore.version", "must be 3");
        }
        JsonNode parameters = crypto.path("kdfparams");
        switch (crypto.path("kdf").asString("")) {
            case "scrypt" -> checkScrypt(parameters);
            case "pbkdf2" -> {
                if (parameters.path("c").asLong(0) < 1 || parameters.path("c").asLong() > MAX_ROUNDS) {
                    throw ProblemException.invalidField("keystore.crypto.kdfparams.c",
                            "must be between 1 and " + MAX_ROUNDS);
                }
            }
            default -> throw ProblemException.invalidField("keystore.crypto.kdf", "must be scrypt or pbkdf2");
        }
        try {
            // Wallets add properties of their own.
            return json.rebuild().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build()
                    .treeToValue(keystore, WalletFile.class);
        } catch (JacksonException | IllegalArgumentException wrong) {
            throw new ProblemException(SignerError.KEYSTORE_NOT_READABLE,
                    "It is not a keystore file of the standard form, version 3.", wrong);
        }
    }

    private static void checkScrypt(JsonNode parameters) {
        long n = parameters.path("n").asLong(0);
        long r = parameters.path("r").asLong(0);
        if (n < 2 || Long.bitCount(n) != 1 || r < 1 || r > 64 || n > MAX_SCRYPT_BYTES / 128 / r) {
            throw ProblemException.invalidField("keystore.crypto.kdfparams",
                    "n must be a power of 2, and 128 * n * r at most " + MAX_SCRYPT_BYTES
                            + " bytes: write the file anew with lighter parameters, such as n=32768, r=8");
        }
        long p = parameters.path("p").asLong(0);
        if (p < 1 || p > MAX_SCRYPT_P) {
            throw ProblemException.invalidField("keystore.crypto.kdfparams.p", "must be between 1 and " + MAX_SCRYPT_P);
        }
    }
}
