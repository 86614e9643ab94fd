package dev.apk8s.local.s3proxy.nio2blob;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.gaul.s3proxy.nio2blob.AbstractNio2BlobStore;

/** S3Proxy's store of files, with versions, which it offers in memory only. */
public final class DirectoryStore extends AbstractNio2BlobStore {
    public DirectoryStore(Path root) {
        super(root);
        continueVersions();
    }

    @Override
    public boolean supportsVersioning() {
        return true;
    }

    /**
     * The superclass names the files of earlier versions by a counter that begins anew with each process, so that after
     * a restart a version would take the place of an older one. Here it goes on from the time, in microseconds, which
     * fits the 16 digits that the names have for it.
     */
    private static void continueVersions() {
        try {
            Field counter = AbstractNio2BlobStore.class.getDeclaredField("VERSION_SEQUENCE");
            counter.setAccessible(true);
            long now = TimeUnit.MILLISECONDS.toMicros(Instant.now().toEpochMilli());
            ((AtomicLong) counter.get(null)).accumulateAndGet(now, Math::max);
        } catch (ReflectiveOperationException | ClassCastException changed) {
            throw new IllegalStateException(
                    "This version of S3Proxy counts versions in another way: see " + DirectoryStore.class, changed);
        }
    }
}
