package dev.apk8s.lake.store;

import io.minio.BucketExistsArgs;
import io.minio.MinioAsyncClient;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Whether the object store answers. Not part of readiness: what can be told without it is told without it. */
final class StoreHealth extends AbstractHealthIndicator {
    private static final int TIMEOUT_MILLIS = 1_000;

    private final MinioAsyncClient client;
    private final String bucket;

    /** @param bucket that is asked for, whether it is there or not */
    StoreHealth(MinioAsyncClient client, String bucket) {
        super("The object store does not answer");
        this.client = client;
        this.bucket = bucket;
    }

    /** Not with the client's own time-out, which is as long as making a large object may take. */
    @Override
    protected void doHealthCheck(Health.Builder health)
            throws ExecutionException, InterruptedException, TimeoutException {
        var answer = client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build());
        try {
            answer.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
            health.up();
        } finally {
            answer.cancel(true);
        }
    }
}
