package dev.apk8s.lake.event;

import dev.apk8s.lake.store.BucketName;
import dev.apk8s.lake.store.BucketNotifications;
import dev.apk8s.lake.store.BucketNotifications.Rule;
import dev.apk8s.lake.store.BucketStore;
import dev.apk8s.lake.store.StoreError;
import dev.apk8s.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells a store that takes it over S3, such as MinIO, to notify of each bucket. The embedded engine has its rules by
 * configuration, and no ARN is set for it.
 */
@Component
final class Notifications {
    private static final Logger log = LoggerFactory.getLogger(Notifications.class);
    private static final String UPLOAD = "upload";

    private final LakeEventProperties properties;
    private final BucketStore buckets;
    private final BucketNotifications notifications;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    Notifications(LakeEventProperties properties, BucketStore buckets, BucketNotifications notifications) {
        this.properties = properties;
        this.buckets = buckets;
        this.notifications = notifications;
        buckets.onCreate(this::tellOfOwn);
    }

    /** At once, so that nothing is put into it before; of one that had the name before the store knows nothing more. */
    private void tellOfOwn(BucketName bucket) {
        told.remove(bucket.stored());
        tellOf(() -> List.of(bucket));
    }

    /** Buckets may be made elsewhere at any time, so it looks again. */
    @Scheduled(initialDelay = 2_000, fixedDelay = 10_000)
    void tellOfNewBuckets() {
        tellOf(() -> buckets.list().stream().map(BucketStore.Bucket::name).toList());
    }

    private void tellOf(Supplier<List<BucketName>> names) {
        String arn = properties.arn();
        if (arn == null || arn.isBlank()) {
            return;
        }
        try {
            names.get().forEach(bucket -> tell(bucket, arn));
        } catch (ProblemException away) {
            log.warn("The store is told later what to notify of: {}", away.detail());
        }
    }

    private void tell(BucketName bucket, String arn) {
        if (told.contains(bucket.stored())) {
            return;
        }
        List<Rule> rules = new ArrayList<>(List.of(new Rule("apk8s-lake", arn, true, "")));
        String uploadArn = properties.uploadArn();
        if (uploadArn != null && !uploadArn.isBlank() && bucket.stored().equals(UPLOAD)) {
            rules.add(new Rule("apk8s-upload", uploadArn, false, ".csv"));
        }
        try {
            notifications.write(bucket, rules);
            told.add(bucket.stored());
        } catch (ProblemException refused) {
            if (refused.code() != StoreError.NO_SUCH_BUCKET) {
                throw refused;
            }
        }
    }
}
