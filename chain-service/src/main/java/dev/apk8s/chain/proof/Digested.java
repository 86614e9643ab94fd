package dev.apk8s.chain.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What was read of bytes without keeping them.
 *
 * @param sha256 64 hexadecimal digits
 * @param size in bytes
 */
record Digested(String sha256, long size) {
    static Digested of(InputStream bytes) throws IOException {
        try {
            DigestInputStream digesting = new DigestInputStream(bytes, MessageDigest.getInstance("SHA-256"));
            long size = digesting.transferTo(OutputStream.nullOutputStream());
            return new Digested(HexFormat.of().formatHex(digesting.getMessageDigest().digest()), size);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
