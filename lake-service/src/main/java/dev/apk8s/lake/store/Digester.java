package dev.apk8s.lake.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Makes the checksums of a body while it passes: always its SHA-256, and its MD5 where one is expected. */
final class Digester {
    private final MessageDigest sha256 = digest("SHA-256");
    private final @Nullable MessageDigest md5;

    Digester(Checksums expected) {
        md5 = expected.md5() == null ? null : digest("MD5");
    }

    void update(byte[] bytes, int offset, int length) {
        sha256.update(bytes, offset, length);
        if (md5 != null) {
            md5.update(bytes, offset, length);
        }
    }

    /** Once, at the end. */
    Checksums finish() {
        HexFormat hexadecimal = HexFormat.of();
        return new Checksums(md5 == null ? null : hexadecimal.formatHex(md5.digest()),
                hexadecimal.formatHex(sha256.digest()));
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("Every Java has " + algorithm, never);
        }
    }
}
