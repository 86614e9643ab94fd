package dev.apk8s.lake.snapshot;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.apk8s.lake.store.BucketName;

/**
 * A snapshot as it is remembered.
 *
 * @param id unique within the tenant; ids are in the order of time
 */
record Snapshot(String id, String tenant, Source source, Target target, Cause cause, Run run) {
    static String key(String tenant, String id) {
        return tenant + "/" + id;
    }

    @JsonIgnore
    String key() {
        return key(tenant, id);
    }

    @JsonIgnore
    BucketName bucket() {
        return new BucketName(tenant, target.bucket());
    }

    /** Whether a schedule made it, so that nothing but the lake's own will ends it. */
    @JsonIgnore
    boolean isScheduled() {
        return cause.by() == null;
    }

    Snapshot with(Run now) {
        return new Snapshot(id, tenant, source, target, cause, now);
    }
}
