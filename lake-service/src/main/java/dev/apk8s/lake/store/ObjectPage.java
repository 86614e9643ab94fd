package dev.apk8s.lake.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a listing, in the order of keys.
 *
 * @param folders the parts of keys up to the delimiter, where one was asked for
 * @param next the token of the page after; null if this is the last
 */
public record ObjectPage(List<Entry> objects, List<String> folders, @Nullable String next) {
    public ObjectPage {
        objects = List.copyOf(objects);
        folders = List.copyOf(folders);
    }

    /**
     * @param size in bytes
     * @param etag without quotes
     */
    public record Entry(String key, long size, String etag, Instant modified) {}
}
