package dev.apk8s.lake.event;

import dev.apk8s.lake.store.BucketName;
import dev.apk8s.lake.store.StoredObject;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an object is, as the index has it.
 *
 * @param present false after it was removed
 * @param version orders the states of one key: the sequencer of the event that told of it
 * @param event that told of it
 */
public record ObjectState(BucketName bucket, String key, boolean present, long version, long size, String etag,
        @Nullable String contentType, Map<String, String> userMetadata, @Nullable String versionId, Instant time,
        String event) {

    static ObjectState of(BucketEvent event) {
        return new ObjectState(event.bucket(), event.key(), event.isCreated(), event.sequence(), event.size(),
                event.etag(), event.contentType(), event.userMetadata(), event.versionId(), event.time(),
                event.name());
    }

    /** What the store itself says. */
    public static ObjectState present(BucketName bucket, StoredObject object, long version, String told) {
        return new ObjectState(bucket, object.key(), true, version, object.size(), object.etag(),
                object.contentType(), object.metadata(), object.versionId(), object.modified(), told);
    }

    public static ObjectState removed(BucketName bucket, String key, long version, String told) {
        return new ObjectState(bucket, key, false, version, 0, "", null, Map.of(), null, Instant.now(), told);
    }
}
