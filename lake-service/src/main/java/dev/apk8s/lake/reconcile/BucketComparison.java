package dev.apk8s.lake.reconcile;

import dev.apk8s.lake.event.ObjectIndex;
import dev.apk8s.lake.event.ObjectIndex.Entry;
import dev.apk8s.lake.event.ObjectIndex.View;
import dev.apk8s.lake.event.ObjectState;
import dev.apk8s.lake.reconcile.Reconciliation.Mend;
import dev.apk8s.lake.store.BucketName;
import dev.apk8s.lake.store.ObjectPage;
import dev.apk8s.lake.store.ObjectStore;
import dev.apk8s.lake.store.StoredObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Walks the listing of a bucket and the documents of its objects side by side, a page of each in memory. Where they
 * differ, both are asked again for the one object: they may just have changed, and stores do not agree on the order of
 * all keys. Only what is still different then is mended.
 */
final class BucketComparison {
    private static final String TOLD = "apk8s:Reconciled";
    /** The sequencer of an event is later than its object's time, by less than this. */
    private static final Duration BEHIND = Duration.ofSeconds(2);

    private final ObjectStore store;
    private final ObjectIndex index;
    private final ReconcileProperties properties;
    private final BucketName bucket;
    private final Progress progress;

    /** Told of each step, and may end the run by an exception. */
    interface Progress {
        void compared(long objects);

        void mended(Mend mend);
    }

    BucketComparison(ObjectStore store, ObjectIndex index, ReconcileProperties properties, BucketName bucket,
            Progress progress) {
        this.store = store;
        this.index = index;
        this.properties = properties;
        this.bucket = bucket;
        this.progress = progress;
    }

    void run() {
        for (View view : ObjectIndex.viewsOf(bucket)) {
            walk(view);
        }
    }

    private void walk(View view) {
        ListedObjects listed = new ListedObjects(store, bucket, properties.page());
        IndexedObjects indexed = new IndexedObjects(index, view, bucket, properties.page());
        ObjectPage.Entry object = listed.next();
        Entry document = indexed.next();
        while (object != null || document != null) {
            int order = order(object, document);
            if (order < 0 && object != null) {
                settle(view, object.key());
            } else if (order > 0 && document != null) {
                settle(view, document.key());
            } else if (object != null && document != null && !same(object.size(), object.etag(), document)) {
                settle(view, object.key());
            }
            if (order <= 0) {
                progress.compared(view == View.ALL_OBJECTS ? 1 : 0);
                object = listed.next();
            }
            if (order >= 0) {
                document = indexed.next();
            }
        }
    }

    private static int order(ObjectPage.@Nullable Entry object, @Nullable Entry document) {
        if (object == null) {
            return 1;
        }
        if (document == null) {
            return -1;
        }
        return Arrays.compareUnsigned(object.key().getBytes(StandardCharsets.UTF_8),
                document.key().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean same(long size, String etag, Entry document) {
        return document.present() && document.size() == size && document.etag().equals(etag);
    }

    /** Asks both sides about one object, and mends the document if it does not say what the store says. */
    private void settle(View view, String key) {
        Instant asked = Instant.now();
        Optional<Entry> document = index.find(view, bucket, key);
        Optional<StoredObject> object = store.find(bucket, key);
        long version = document.map(Entry::version).orElse(0L);
        if (object.isEmpty()) {
            if (document.filter(Entry::present).isPresent()) {
                index.mend(ObjectState.removed(bucket, key, version + 1, TOLD));
                progress.mended(Mend.GONE);
            }
            return;
        }
        StoredObject there = object.get();
        if (document.filter(known -> same(there.size(), there.etag(), known)).isPresent()
                || there.modified().isAfter(Instant.now().minus(properties.grace()))) {
            return;
        }
        // Not later than what was just asked: the event of what comes next must count.
        Instant latest = there.modified().plus(BEHIND);
        long told = nanos(latest.isBefore(asked) ? latest : asked);
        index.mend(ObjectState.present(bucket, there, Math.max(version + 1, document.isEmpty() ? told : 0), TOLD));
        progress.mended(document.filter(Entry::present).isPresent() ? Mend.DIFFERING : Mend.MISSING);
    }

    private static long nanos(Instant time) {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }
}
