package dev.apk8s.lake.store;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the store knows of an object.
 *
 * @param size in bytes
 * @param etag without quotes; of an object made of parts it is no checksum
 * @param contentType as it was given, or application/octet-stream
 * @param versionId null where the bucket keeps no versions
 * @param sha256 of the whole object, in hexadecimal; null where it was not known when the object was written
 * @param metadata that its writer gave, names in lower case
 */
public record StoredObject(String key, long size, String etag, String contentType, Instant modified,
        @Nullable String versionId, @Nullable String sha256, Map<String, String> metadata) {
    public StoredObject {
        metadata = Map.copyOf(metadata);
    }
}
