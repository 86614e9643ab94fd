package dev.apk8s.lake.object;

import dev.apk8s.lake.store.BucketName;
import dev.apk8s.lake.store.ObjectStore;
import dev.apk8s.lake.store.StoreError;
import dev.apk8s.lake.store.WriteCondition;
import dev.apk8s.platform.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;

/** The conditions of a request that writes: {@code If-None-Match: *}, or {@code If-Match} with one ETag or {@code *}. */
public final class WriteConditions {
    private static final String ANY = "*";

    private WriteConditions() {}

    /** @throws ProblemException INVALID_FIELD; PRECONDITION_FAILED for {@code If-Match: *} where there is no object */
    public static WriteCondition of(HttpServletRequest request, ObjectStore store, BucketName bucket, String key) {
        String match = request.getHeader(HttpHeaders.IF_MATCH);
        String noneMatch = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        if (noneMatch != null) {
            if (!noneMatch.strip().equals(ANY) || match != null) {
                throw ProblemException.invalidField(HttpHeaders.IF_NONE_MATCH,
                        "when writing it can only be *, and not beside If-Match");
            }
            return WriteCondition.ABSENT;
        }
        if (match == null) {
            return WriteCondition.NONE;
        }
        if (match.strip().equals(ANY)) {
            return WriteCondition.etag(store.find(bucket, key).orElseThrow(() -> new ProblemException(
                    StoreError.PRECONDITION_FAILED, "There is no object under this key.")).etag());
        }
        return WriteCondition.etag(etag(match.strip()));
    }

    private static String etag(String text) {
        if (text.length() > 2 && text.startsWith("\"") && text.indexOf('"', 1) == text.length() - 1) {
            return text.substring(1, text.length() - 1);
        }
        throw ProblemException.invalidField(HttpHeaders.IF_MATCH, "must be one ETag in quotes, or *");
    }
}
