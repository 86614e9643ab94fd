package dev.apk8s.lake.store;

import static dev.apk8s.lake.store.StoreFailures.answerOf;

import dev.apk8s.platform.problem.ProblemException;
import io.minio.BucketExistsArgs;
import io.minio.GetBucketVersioningArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import io.minio.RemoveBucketArgs;
import io.minio.SetBucketVersioningArgs;
import io.minio.messages.VersioningConfiguration;
import io.minio.messages.VersioningConfiguration.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The buckets of the store. All methods throw problems of {@link StoreError}. */
public final class BucketStore {
    private final MinioAsyncClient client;
    private final List<Consumer<BucketName>> listeners = new CopyOnWriteArrayList<>();

    BucketStore(MinioAsyncClient client) {
        this.client = client;
    }

    /** Whether a bucket keeps the versions of its objects. */
    public enum Versioning {
        /** Never did. */
        OFF,
        /** A write or a delete keeps what was there. */
        ON,
        /** Keeps what it kept, and nothing new. */
        SUSPENDED
    }

    /** A bucket with the time it was made. */
    public record Bucket(BucketName name, Instant created) {}

    public boolean exists(BucketName bucket) {
        return answerOf(client.bucketExists(BucketExistsArgs.builder().bucket(bucket.stored()).build()));
    }

    /** @throws ProblemException NO_SUCH_BUCKET if it is not there */
    public void require(BucketName bucket) {
        if (!exists(bucket)) {
            throw new ProblemException(StoreError.NO_SUCH_BUCKET,
                    "No bucket of this name.");
        }
    }

    /** All buckets that the lake may have made, of all tenants, by name. */
    public List<Bucket> list() {
        List<Bucket> buckets = new ArrayList<>();
        answerOf(client.listBuckets()).forEach(bucket -> BucketName.ofStored(bucket.name())
                .ifPresent(name -> buckets.add(new Bucket(name, bucket.creationDate().toInstant()))));
        return buckets;
    }

    /** Called with each bucket that was made, before whoever asked for it may put anything into it. */
    public void onCreate(Consumer<BucketName> listener) {
        listeners.add(listener);
    }

    /** Makes a bucket. BUCKET_EXISTS if it is there. */
    public void create(BucketName bucket) {
        if (exists(bucket)) {
            throw new ProblemException(StoreError.BUCKET_EXISTS,
                    "Choose another name, or use the bucket.");
        }
        answerOf(client.makeBucket(MakeBucketArgs.builder().bucket(bucket.stored()).build()));
        listeners.forEach(listener -> listener.accept(bucket));
    }

    /** Deletes a bucket that is empty. BUCKET_NOT_EMPTY if it is not. */
    public void delete(BucketName bucket) {
        answerOf(client.removeBucket(RemoveBucketArgs.builder().bucket(bucket.stored()).build()));
    }

    public Versioning versioning(BucketName bucket) {
        Status status = answerOf(client.getBucketVersioning(
                GetBucketVersioningArgs.builder().bucket(bucket.stored()).build())).status();
        return switch (status) {
            case OFF -> Versioning.OFF;
            case ENABLED -> Versioning.ON;
            case SUSPENDED -> Versioning.SUSPENDED;
        };
    }

    /** What was kept stays when it is turned off: the state is then SUSPENDED. */
    public void keepVersions(BucketName bucket, boolean keep) {
        answerOf(client.setBucketVersioning(SetBucketVersioningArgs.builder().bucket(bucket.stored())
                .config(new VersioningConfiguration(keep ? Status.ENABLED : Status.SUSPENDED, null, null, null))
                .build()));
    }
}
