package dev.apk8s.lake.upload;

import dev.apk8s.lake.store.ObjectKeys;
import dev.apk8s.lake.store.StoreError;
import dev.apk8s.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * An upload by one name in a path: the store knows it by its own id together with the key.
 *
 * @param store the store's id
 */
record UploadId(String store, String key) {
    private static final char SEPARATOR = '\n';
    private static final int LONGEST = 4_096;

    String text() {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString((store + SEPARATOR + key).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws ProblemException NO_SUCH_UPLOAD for what was not made here */
    static UploadId read(String text) {
        try {
            String both = text.length() > LONGEST
                    ? ""
                    : new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int separator = both.indexOf(SEPARATOR);
            if (separator > 0) {
                return new UploadId(both.substring(0, separator),
                        ObjectKeys.check("upload", both.substring(separator + 1)));
            }
        } catch (IllegalArgumentException notOurs) {
            throw unknown();
        }
        throw unknown();
    }

    private static ProblemException unknown() {
        return new ProblemException(StoreError.NO_SUCH_UPLOAD, "No upload of this id.");
    }
}
