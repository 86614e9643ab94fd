package dev.apk8s.lake.store;

import org.jspecify.annotations.Nullable;

/**
 * Which objects to list.
 *
 * @param prefix of their keys
 * @param delimiter up to which keys count as one folder; null for all keys by themselves
 * @param token the {@code next} of the page before; null for the first page
 * @param limit of objects and folders on a page, at most 1,000
 */
public record Listing(String prefix, @Nullable String delimiter, @Nullable String token, int limit) {
    public static final int MOST = 1_000;

    /** All objects under a prefix, from the first page on. */
    public static Listing of(String prefix) {
        return new Listing(prefix, null, null, MOST);
    }

    public Listing after(String next) {
        return new Listing(prefix, delimiter, next, limit);
    }
}
