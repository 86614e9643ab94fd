package dev.apk8s.lake.processor;

import dev.apk8s.lake.event.BucketEvent;
import dev.apk8s.lake.store.BucketName;

/**
 * What is done with each new object of a bucket.
 *
 * @param bucket whose objects it takes, by its tenant's name
 * @param prefix of the keys it takes
 * @param suffix of the keys it takes
 * @param target the bucket for what it makes
 */
record Processor(String tenant, String name, String bucket, String prefix, String suffix, ProcessorKind kind,
        String target) {
    static String key(String tenant, String name) {
        return tenant + "/" + name;
    }

    String key() {
        return key(tenant, name);
    }

    BucketName targetBucket() {
        return new BucketName(tenant, target);
    }

    boolean takes(BucketEvent event) {
        return event.isCreated() && event.bucket().equals(new BucketName(tenant, bucket))
                && event.key().startsWith(prefix) && event.key().endsWith(suffix) && kind.takes(event.key());
    }
}
