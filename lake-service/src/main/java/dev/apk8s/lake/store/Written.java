package dev.apk8s.lake.store;

import org.jspecify.annotations.Nullable;

/**
 * An object that is kept.
 *
 * @param etag without quotes
 * @param versionId null where the bucket keeps no versions
 * @param size in bytes
 * @param sha256 of the whole object, in hexadecimal; null where it did not pass through here, as in a copy
 */
public record Written(String key, String etag, @Nullable String versionId, long size, @Nullable String sha256) {}
