package dev.apk8s.lake.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of versions, by key and from the newest.
 *
 * @param next the token of the page after; null if this is the last
 */
public record VersionPage(List<Version> versions, @Nullable String next) {
    public VersionPage {
        versions = List.copyOf(versions);
    }

    /**
     * @param deleted whether this version says that the object was deleted
     * @param latest whether this is what is read without a version
     * @param size in bytes; 0 if deleted
     * @param etag without quotes; empty if deleted
     */
    public record Version(String key, String versionId, boolean latest, boolean deleted, long size, String etag,
            Instant modified) {}
}
