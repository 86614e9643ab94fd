package dev.apk8s.lake.store;

import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.MinioAsyncClient;
import io.minio.errors.MinioException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Links with which a client reaches one object in the store by itself, for a while and without a token. */
public final class ObjectLinks {
    private final MinioAsyncClient client;

    /** @param client of the address at which clients reach the store; it only signs */
    ObjectLinks(MinioAsyncClient client) {
        this.client = client;
    }

    public String toRead(BucketName bucket, String key, @Nullable String versionId, Duration valid) {
        return link(Http.Method.GET, bucket, key, versionId, valid);
    }

    public String toWrite(BucketName bucket, String key, Duration valid) {
        return link(Http.Method.PUT, bucket, key, null, valid);
    }

    private String link(Http.Method method, BucketName bucket, String key, @Nullable String versionId,
            Duration valid) {
        try {
            return client.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder().method(method)
                    .bucket(bucket.stored()).object(key).versionId(versionId)
                    .expiry((int) valid.toSeconds(), TimeUnit.SECONDS).build());
        } catch (MinioException never) {
            throw new IllegalStateException("The link cannot be signed", never);
        }
    }
}
