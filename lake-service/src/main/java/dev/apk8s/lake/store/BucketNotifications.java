package dev.apk8s.lake.store;

import static dev.apk8s.lake.store.StoreFailures.answerOf;

import io.minio.MinioAsyncClient;
import io.minio.SetBucketNotificationArgs;
import io.minio.messages.NotificationConfiguration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Which targets the store notifies of a bucket's objects, where it has that; else NOT_SUPPORTED_BY_STORE. */
@Component
public class BucketNotifications {
    private static final String CREATED = "s3:ObjectCreated:*";
    private static final String REMOVED = "s3:ObjectRemoved:*";

    private final MinioAsyncClient client;

    BucketNotifications(MinioAsyncClient client) {
        this.client = client;
    }

    /**
     * Which events a target gets.
     *
     * @param arn of the target, as the store's own configuration has it
     * @param removals whether it is told of removals too
     * @param suffix of the keys it is told of
     */
    public record Rule(String id, String arn, boolean removals, String suffix) {}

    /** In place of the rules that were there. */
    public void write(BucketName bucket, List<Rule> rules) {
        List<NotificationConfiguration.QueueConfiguration> queues = rules.stream()
                .map(rule -> new NotificationConfiguration.QueueConfiguration(rule.arn(), rule.id(),
                        rule.removals() ? List.of(CREATED, REMOVED) : List.of(CREATED),
                        rule.suffix().isEmpty() ? null : new NotificationConfiguration.Filter("", rule.suffix())))
                .toList();
        answerOf(client.setBucketNotification(SetBucketNotificationArgs.builder().bucket(bucket.stored())
                .config(new NotificationConfiguration(null, queues, null, null)).build()));
    }
}
