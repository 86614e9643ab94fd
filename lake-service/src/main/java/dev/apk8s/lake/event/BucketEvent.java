package dev.apk8s.lake.event;

import dev.apk8s.lake.store.BucketName;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the store told of an object.
 *
 * @param name such as {@code s3:ObjectCreated:Put}
 * @param sequence orders the events of one key
 * @param size in bytes; 0 after a removal
 * @param etag without quotes; empty after a removal
 * @param versionId of the version that was made or removed, in a bucket that keeps versions
 * @param json the message as it came
 */
public record BucketEvent(String name, BucketName bucket, String key, Instant time, long sequence, long size,
        String etag, @Nullable String contentType, Map<String, String> userMetadata, @Nullable String versionId,
        byte[] json) {
    private static final String CREATED = "s3:ObjectCreated:";
    private static final String REMOVED = "s3:ObjectRemoved:";
    private static final String MARKER = REMOVED + "DeleteMarkerCreated";

    public boolean isCreated() {
        return name.startsWith(CREATED);
    }

    boolean isRemoved() {
        return name.startsWith(REMOVED);
    }

    /** One version was removed for good: whether the key still has an object only the store knows. */
    boolean isOfOneVersion() {
        return isRemoved() && versionId != null && !name.equals(MARKER);
    }
}
