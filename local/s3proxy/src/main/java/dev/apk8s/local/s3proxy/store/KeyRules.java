package dev.apk8s.local.s3proxy.store;

import java.nio.charset.StandardCharsets;

/** Which keys a directory can hold as they are. */
final class KeyRules {
    /** A file's name may have 255 bytes, of which S3Proxy needs 37 while it writes, */
    private static final int LONGEST = 255 - 37;
    /** and for the parts of a multipart upload 50 more. */
    private static final int LONGEST_OF_PARTS = LONGEST - 50;

    /** S3Proxy's objects of its own, which are none to anybody else. */
    private static final String MULTIPART_STUB = ".s3proxy-mpu-stub-";

    private KeyRules() {}

    static boolean isBookkeeping(String key) {
        return key.startsWith(MULTIPART_STUB);
    }

    static void checkObject(String key) {
        check(key, LONGEST);
    }

    static void checkUpload(String key) {
        check(key, LONGEST_OF_PARTS);
    }

    /**
     * Two keys must never be one path, or one would show under the other's name.
     *
     * @throws software.amazon.awssdk.services.s3.model.S3Exception says why the key cannot be kept
     */
    private static void check(String key, int longest) {
        String path = key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
        for (String segment : path.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw StoreErrors.invalidKey("between slashes stands nothing, '.' or '..'");
            }
            if (segment.indexOf('\0') >= 0) {
                throw StoreErrors.invalidKey("it has a zero character");
            }
            if (segment.getBytes(StandardCharsets.UTF_8).length > longest) {
                throw StoreErrors.keyTooLong(longest);
            }
        }
    }
}
