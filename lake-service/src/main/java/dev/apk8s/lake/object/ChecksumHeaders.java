package dev.apk8s.lake.object;

import dev.apk8s.lake.store.Checksums;
import dev.apk8s.platform.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Checksums in the headers of a request: {@code Content-MD5} (RFC 1864), {@code Content-Digest} and {@code Repr-Digest}
 * (RFC 9530), and {@code Digest} (RFC 3230), of which SHA-256 is checked and other algorithms are passed over.
 */
public final class ChecksumHeaders {
    private static final String SHA256 = "sha-256";
    private static final int SHA256_BYTES = 32;
    private static final int MD5_BYTES = 16;

    private ChecksumHeaders() {}

    /** @throws ProblemException INVALID_FIELD if one is malformed */
    public static Checksums of(HttpServletRequest request) {
        String md5 = request.getHeader("Content-MD5");
        String sha256 = null;
        for (String header : new String[]{"Content-Digest", "Repr-Digest", "Digest"}) {
            String found = sha256(header, request.getHeader(header));
            if (found != null && sha256 != null && !found.equals(sha256)) {
                throw ProblemException.invalidField(header, "names another SHA-256 than the other headers do");
            }
            sha256 = found == null ? sha256 : found;
        }
        return new Checksums(md5 == null ? null : hexadecimal("Content-MD5", md5.strip(), MD5_BYTES), sha256);
    }

    /** The SHA-256 as {@code Repr-Digest} has it. */
    static String digest(String sha256) {
        return SHA256 + "=:" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256)) + ":";
    }

    private static @Nullable String sha256(String header, @Nullable String value) {
        if (value == null) {
            return null;
        }
        for (String member : value.split(",")) {
            int equals = member.indexOf('=');
            String name = equals < 0 ? "" : member.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            if (name.equals(SHA256)) {
                String given = member.substring(equals + 1).strip();
                return hexadecimal(header, header.equals("Digest") ? given : unwrapped(header, given), SHA256_BYTES);
            }
        }
        return null;
    }

    private static String unwrapped(String header, String value) {
        if (value.length() < 2 || !value.startsWith(":") || !value.endsWith(":")) {
            throw ProblemException.invalidField(header, "must be sha-256=:<Base64>:");
        }
        return value.substring(1, value.length() - 1);
    }

    private static String hexadecimal(String header, String base64, int bytes) {
        try {
            byte[] checksum = Base64.getDecoder().decode(base64);
            if (checksum.length == bytes) {
                return HexFormat.of().formatHex(checksum);
            }
        } catch (IllegalArgumentException malformed) {
            throw ProblemException.invalidField(header, "is not in Base64");
        }
        throw ProblemException.invalidField(header, "must be " + bytes + " bytes in Base64");
    }
}
