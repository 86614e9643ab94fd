package dev.apk8s.lake.reconcile;

import dev.apk8s.lake.store.BucketName;
import dev.apk8s.lake.store.Listing;
import dev.apk8s.lake.store.ObjectPage;
import dev.apk8s.lake.store.ObjectStore;
import java.util.Collections;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The objects of a bucket, a page at a time. */
final class ListedObjects {
    private final ObjectStore store;
    private final BucketName bucket;
    private @Nullable Listing following;
    private Iterator<ObjectPage.Entry> page = Collections.emptyIterator();

    ListedObjects(ObjectStore store, BucketName bucket, int pageSize) {
        this.store = store;
        this.bucket = bucket;
        this.following = new Listing("", null, null, pageSize);
    }

    ObjectPage.@Nullable Entry next() {
        while (!page.hasNext()) {
            Listing listing = following;
            if (listing == null) {
                return null;
            }
            ObjectPage listed = store.list(bucket, listing);
            page = listed.objects().iterator();
            following = listed.next() == null ? null : listing.after(listed.next());
        }
        return page.next();
    }
}
