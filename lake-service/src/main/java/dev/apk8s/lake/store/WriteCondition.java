package dev.apk8s.lake.store;

import org.jspecify.annotations.Nullable;

/**
 * The state an object must be in when it is written. The store decides: of two writers with the same condition one
 * gets PRECONDITION_FAILED, where the store can tell.
 *
 * @param absent whether there must be no object under the key
 * @param etag that the object there must have, without quotes; null for any
 */
public record WriteCondition(boolean absent, @Nullable String etag) {
    public static final WriteCondition NONE = new WriteCondition(false, null);
    /** Never overwrites. */
    public static final WriteCondition ABSENT = new WriteCondition(true, null);

    public static WriteCondition etag(String etag) {
        return new WriteCondition(false, etag);
    }

    boolean isNone() {
        return !absent && etag == null;
    }

    /** Whether an object with this ETag, or null for none, may be overwritten. */
    boolean holds(@Nullable String there) {
        return isNone() || (absent ? there == null : etag != null && etag.equals(there));
    }
}
