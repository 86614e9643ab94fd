package dev.apk8s.lake.upload;

import dev.apk8s.lake.store.BucketName;
import dev.apk8s.lake.store.BucketStore;
import dev.apk8s.lake.store.MultipartUploads;
import dev.apk8s.lake.store.MultipartUploads.Upload;
import dev.apk8s.lake.store.MultipartUploads.UploadPage;
import dev.apk8s.platform.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Gives up uploads that nobody completed, of clients that went away and of replicas that died. All replicas do it: an
 * upload that another has given up already is no error.
 */
@Component
final class ExpiredUploads {
    private static final Logger log = LoggerFactory.getLogger(ExpiredUploads.class);
    private static final int PAGE = 1_000;

    private final BucketStore buckets;
    private final MultipartUploads uploads;
    private final ExpiryProperties properties;
    private final Counter expired;

    ExpiredUploads(BucketStore buckets, MultipartUploads uploads, ExpiryProperties properties,
            MeterRegistry meters) {
        this.buckets = buckets;
        this.uploads = uploads;
        this.properties = properties;
        expired = Counter.builder("apk8s.lake.uploads.expired").description("Uploads that were given up")
                .register(meters);
    }

    @Scheduled(fixedDelayString = "${apk8s.lake.uploads.expiry.interval:1h}", initialDelayString = "${apk8s.lake.uploads.expiry.interval:1h}")
    void giveUp() {
        Instant before = Instant.now().minus(properties.after());
        try {
            buckets.list().forEach(bucket -> giveUp(bucket.name(), before));
        } catch (ProblemException away) {
            log.warn("Expired uploads are looked for at the next interval: {}", away.detail());
        }
    }

    /** Gives up what was begun in a bucket before a time. */
    void giveUp(BucketName bucket, Instant before) {
        @Nullable
        String token = null;
        do {
            UploadPage page = uploads.uploads(bucket, "", token, PAGE);
            page.uploads().stream().filter(upload -> upload.begun().isBefore(before))
                    .forEach(upload -> giveUp(bucket, upload));
            token = page.next();
        } while (token != null);
    }

    private void giveUp(BucketName bucket, Upload upload) {
        uploads.abort(bucket, upload.key(), upload.id());
        expired.increment();
        log.info("Gave up an upload to {} that was begun {}", bucket.stored(), upload.begun());
    }
}
