package dev.apk8s.local.s3proxy.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import dev.apk8s.local.s3proxy.event.BucketEvent;
import dev.apk8s.local.s3proxy.event.BucketEvent.StoredObject;
import dev.apk8s.local.s3proxy.event.EventName;
import dev.apk8s.local.s3proxy.event.Intent;
import dev.apk8s.local.s3proxy.event.Spool;
import dev.apk8s.local.s3proxy.event.SpoolFullException;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Changes of objects: each has its intent on disk before it begins, and its event before it is answered. */
final class Changes {
    private static final int NOT_FOUND = 404;

    private final BlobStore files;
    private final Spool spool;
    private final KeyLocks locks = new KeyLocks();
    private final Map<String, Intent> running = new ConcurrentHashMap<>();

    Changes(BlobStore files, Spool spool) {
        this.files = files;
        this.spool = spool;
    }

    /**
     * Begins a change.
     *
     * @throws S3Exception SlowDown while no event can be kept
     */
    Change begin(EventName name, String bucket, String key) {
        try {
            Intent intent = spool.begin(name, bucket, key);
            running.put(intent.id(), intent);
            return new Change(intent);
        } catch (SpoolFullException full) {
            throw StoreErrors.slowDown();
        }
    }

    /** Whether an entry of a listing is what a change is writing at this moment, and no object yet. */
    boolean isUnfinished(String bucket, String key) {
        return running.values().stream().anyMatch(intent -> intent.bucket().equals(bucket)
                && Leftovers.isTemporary(intent.key(), key)
                && find(bucket, key).map(found -> Leftovers.belongs(intent, Marks.of(found.metadata()))).orElse(true));
    }

    Optional<HeadObjectResponse> find(String bucket, String key) {
        try {
            return Optional.of(files.blobMetadata(HeadObjectRequest.builder().bucket(bucket).key(key).build()));
        } catch (S3Exception absent) {
            if (absent.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw absent;
        }
    }

    static StoredObject describe(HeadObjectResponse found) {
        return new StoredObject(Optional.ofNullable(found.contentLength()).orElse(0L),
                Optional.ofNullable(found.eTag()).orElse("").replace("\"", ""), found.contentType(),
                Marks.ofClient(found.metadata()));
    }

    /** One change of one key. */
    final class Change implements AutoCloseable {
        private final Intent intent;
        private final ReentrantLock lock;
        private boolean settled;

        private Change(Intent intent) {
            this.intent = intent;
            this.lock = locks.of(intent.bucket(), intent.key());
        }

        Intent intent() {
            return intent;
        }

        /** From here to the end nobody else changes the key. */
        void own() {
            if (!lock.isHeldByCurrentThread()) {
                lock.lock();
            }
        }

        boolean isThere() {
            return find(intent.bucket(), intent.key()).isPresent();
        }

        Optional<HeadObjectResponse> now() {
            return find(intent.bucket(), intent.key());
        }

        /** The object was written. */
        void written(@Nullable String versionId) {
            own();
            now().ifPresent(found -> settle(intent.name(), versionId, describe(found)));
        }

        /** The object, or one version of it, was removed. */
        void removed(EventName name, @Nullable String versionId) {
            own();
            settle(name, versionId, null);
        }

        private void settle(EventName name, @Nullable String versionId, @Nullable StoredObject object) {
            // Whether or not the event can be kept, the intent must not be taken back from here on.
            settled = true;
            spool.settle(intent, new BucketEvent(name, intent.bucket(), intent.key(), Instant.now(),
                    spool.nextSequence(), versionId, object));
        }

        @Override
        public void close() {
            try {
                if (!settled) {
                    own();
                    // It may have failed after the object had become visible.
                    Optional<HeadObjectResponse> found = now();
                    if (found.isPresent() && intent.id().equals(Marks.of(found.get().metadata()))) {
                        settle(intent.name(), found.get().versionId(), describe(found.get()));
                    } else {
                        settled = true;
                        spool.giveUp(intent);
                    }
                }
            } finally {
                running.remove(intent.id());
                if (lock.isHeldByCurrentThread()) {
                    lock.unlock();
                }
            }
        }
    }
}
