package dev.apk8s.lake.snapshot;

import dev.apk8s.lake.store.BucketName;
import dev.apk8s.lake.store.Checksums;
import dev.apk8s.lake.store.NewObject;
import dev.apk8s.lake.store.ObjectContent;
import dev.apk8s.lake.store.ObjectStore;
import dev.apk8s.lake.store.StoreError;
import dev.apk8s.lake.store.StoredObject;
import dev.apk8s.lake.store.WriteCondition;
import dev.apk8s.platform.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Snapshots' objects: each is written once, by whoever is first, and never overwritten. */
@Component
final class SnapshotLake {
    private static final int LARGEST_MANIFEST = 16 << 20;

    private final ObjectStore store;

    SnapshotLake(ObjectStore store) {
        this.store = store;
    }

    /**
     * Puts a file under its final name. If there is an object, it must be this very file, from an attempt that was
     * broken off.
     *
     * @throws ObjectDiffersException if it is another
     */
    void putData(BucketName bucket, String key, SpoolFile file, String contentType) throws IOException {
        try {
            store.put(bucket, key, NewObject.of(file.content(), file.size(), contentType)
                    .onlyIf(WriteCondition.ABSENT).expecting(Checksums.sha256(file.sha256())));
        } catch (ProblemException refused) {
            if (refused.code() != StoreError.PRECONDITION_FAILED) {
                throw refused;
            }
            StoredObject there = store.stat(bucket, key);
            if (there.size() != file.size() || !file.sha256().equals(sha256(bucket, there))) {
                throw new ObjectDiffersException(bucket, key, refused);
            }
        }
    }

    /**
     * Puts the manifest, which makes the snapshot one.
     *
     * @throws ObjectDiffersException if there is another
     */
    void putManifest(BucketName bucket, String key, byte[] manifest) throws IOException {
        try {
            store.put(bucket, key, NewObject.of(new ByteArrayInputStream(manifest), manifest.length,
                    "application/json").onlyIf(WriteCondition.ABSENT));
        } catch (ProblemException refused) {
            if (refused.code() != StoreError.PRECONDITION_FAILED) {
                throw refused;
            }
            Optional<byte[]> there = manifest(bucket, key);
            if (there.isEmpty() || !Arrays.equals(there.get(), manifest)) {
                throw new ObjectDiffersException(bucket, key, refused);
            }
        }
    }

    /** A manifest that there is already. */
    Optional<byte[]> manifest(BucketName bucket, String key) throws IOException {
        if (store.find(bucket, key).isEmpty()) {
            return Optional.empty();
        }
        try (ObjectContent content = store.get(bucket, key)) {
            return Optional.of(content.body().readNBytes(LARGEST_MANIFEST));
        }
    }

    /** Deletes what a snapshot on demand wrote: the manifest first, so that there is none without its data. */
    void delete(Snapshot snapshot) {
        store.delete(snapshot.bucket(), snapshot.target().manifestKey());
        int number = 1;
        while (store.find(snapshot.bucket(), snapshot.target().dataKey(number)).isPresent()) {
            store.delete(snapshot.bucket(), snapshot.target().dataKey(number));
            number++;
        }
    }

    /** As it was noted when the object was written, else of its bytes. */
    private String sha256(BucketName bucket, StoredObject object) throws IOException {
        String noted = object.sha256();
        if (noted != null) {
            return noted;
        }
        try (ObjectContent content = store.get(bucket, object.key())) {
            return Sha256.of(content.body());
        }
    }
}
