package dev.apk8s.lake.reconcile;

import dev.apk8s.lake.event.ObjectIndex;
import dev.apk8s.lake.event.ObjectIndex.Entry;
import dev.apk8s.lake.event.ObjectIndex.View;
import dev.apk8s.lake.store.BucketName;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The documents of a bucket's objects, a page at a time. */
final class IndexedObjects {
    private final ObjectIndex index;
    private final View view;
    private final BucketName bucket;
    private final int pageSize;
    private Iterator<Entry> page = Collections.emptyIterator();
    private @Nullable String last;
    private boolean ended;

    IndexedObjects(ObjectIndex index, View view, BucketName bucket, int pageSize) {
        this.index = index;
        this.view = view;
        this.bucket = bucket;
        this.pageSize = pageSize;
    }

    @Nullable
    Entry next() {
        if (!page.hasNext() && !ended) {
            List<Entry> entries = index.page(view, bucket, last, pageSize);
            ended = entries.size() < pageSize;
            page = entries.iterator();
        }
        if (!page.hasNext()) {
            return null;
        }
        Entry entry = page.next();
        last = entry.key();
        return entry;
    }
}
