package dev.apk8s.lake.store;

import dev.apk8s.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Checksums of a body, in hexadecimal.
 *
 * @param md5 null if it is not known
 * @param sha256 null if it is not known
 */
public record Checksums(@Nullable String md5, @Nullable String sha256) {
    public static final Checksums NONE = new Checksums(null, null);

    public static Checksums sha256(String sha256) {
        return new Checksums(null, sha256);
    }

    /** @throws ProblemException BAD_CHECKSUM if one of these is not what was found */
    void check(Checksums found) {
        check("MD5", md5, found.md5);
        check("SHA-256", sha256, found.sha256);
    }

    private static void check(String name, @Nullable String expected, @Nullable String found) {
        if (expected != null && !expected.equalsIgnoreCase(found)) {
            throw new ProblemException(StoreError.BAD_CHECKSUM,
                    "Nothing was kept: the body's " + name + " is " + found + ", not " + expected + ".");
        }
    }
}
