package dev.apk8s.lake.store;

import static dev.apk8s.lake.store.StoreFailures.answerOf;

import io.minio.DeleteBucketLifecycleArgs;
import io.minio.GetBucketLifecycleArgs;
import io.minio.MinioAsyncClient;
import io.minio.SetBucketLifecycleArgs;
import io.minio.messages.Filter;
import io.minio.messages.LifecycleConfiguration;
import io.minio.messages.LifecycleConfiguration.AbortIncompleteMultipartUpload;
import io.minio.messages.LifecycleConfiguration.Expiration;
import io.minio.messages.LifecycleConfiguration.NoncurrentVersionExpiration;
import io.minio.messages.Status;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long a bucket keeps its objects, where the store has that; else NOT_SUPPORTED_BY_STORE. */
public final class BucketLifecycle {
    private final MinioAsyncClient client;

    BucketLifecycle(MinioAsyncClient client) {
        this.client = client;
    }

    /**
     * Ages are in days; null for none.
     *
     * @param prefix of the keys it is for; null for all
     */
    public record Rule(String id, @Nullable String prefix, @Nullable Integer expireAfterDays,
            @Nullable Integer expireVersionsAfterDays, @Nullable Integer abortUploadsAfterDays) {}

    public List<Rule> read(BucketName bucket) {
        LifecycleConfiguration found = answerOf(client.getBucketLifecycle(
                GetBucketLifecycleArgs.builder().bucket(bucket.stored()).build()));
        return found == null || found.rules() == null
                ? List.of()
                : found.rules().stream().map(BucketLifecycle::ofStore).toList();
    }

    /** In place of the rules that were there; no rules keep everything for ever. */
    public void write(BucketName bucket, List<Rule> rules) {
        if (rules.isEmpty()) {
            answerOf(client.deleteBucketLifecycle(
                    DeleteBucketLifecycleArgs.builder().bucket(bucket.stored()).build()));
            return;
        }
        answerOf(client.setBucketLifecycle(SetBucketLifecycleArgs.builder().bucket(bucket.stored())
                .config(new LifecycleConfiguration(rules.stream().map(BucketLifecycle::toStore).toList())).build()));
    }

    private static LifecycleConfiguration.Rule toStore(Rule rule) {
        Integer expire = rule.expireAfterDays();
        Integer versions = rule.expireVersionsAfterDays();
        Integer uploads = rule.abortUploadsAfterDays();
        return new LifecycleConfiguration.Rule(Status.ENABLED,
                uploads == null ? null : new AbortIncompleteMultipartUpload(uploads),
                expire == null ? null : new Expiration((ZonedDateTime) null, expire, null, null),
                new Filter(rule.prefix() == null ? "" : rule.prefix()), rule.id(),
                versions == null ? null : new NoncurrentVersionExpiration(versions, null), null, null);
    }

    private static Rule ofStore(LifecycleConfiguration.Rule rule) {
        var filter = rule.filter();
        var expire = rule.expiration();
        var versions = rule.noncurrentVersionExpiration();
        var uploads = rule.abortIncompleteMultipartUpload();
        return new Rule(rule.id(), filter == null ? null : filter.prefix(), expire == null ? null : expire.days(),
                versions == null ? null : versions.noncurrentDays(),
                uploads == null ? null : uploads.daysAfterInitiation());
    }
}
