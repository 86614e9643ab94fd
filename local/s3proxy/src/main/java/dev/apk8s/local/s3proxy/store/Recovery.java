package dev.apk8s.local.s3proxy.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.apk8s.local.s3proxy.event.BucketEvent;
import dev.apk8s.local.s3proxy.event.BucketEvent.StoredObject;
import dev.apk8s.local.s3proxy.event.EventName;
import dev.apk8s.local.s3proxy.event.Intent;
import dev.apk8s.local.s3proxy.event.Spool;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Brings changes that a kill interrupted to an end: either their event is sent, or nothing of them is left. */
public final class Recovery {
    private static final Logger LOGGER = LoggerFactory.getLogger(Recovery.class);
    /** A file's time is that of the kernel's last tick. */
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Spool spool;
    private final Changes changes;
    private final Leftovers leftovers;

    /** For a store of files that nobody uses yet. */
    public Recovery(Path root, BlobStore files, Spool spool) {
        this.spool = spool;
        this.changes = new Changes(files, spool);
        this.leftovers = new Leftovers(root);
    }

    public void run() throws IOException {
        for (Intent intent : spool.interrupted()) {
            leftovers.remove(intent);
            Optional<HeadObjectResponse> now = changes.find(intent.bucket(), intent.key());
            if (intent.name() == EventName.DELETE ? now.isEmpty() : now.isPresent() && isOf(intent, now.get())) {
                LOGGER.info("{} of {}/{} had been done when this engine was killed", intent.name(), intent.bucket(),
                        intent.key());
                settle(intent, now.map(Changes::describe).orElse(null),
                        now.map(HeadObjectResponse::versionId).orElse(null));
            } else {
                LOGGER.info("{} of {}/{} had not been done when this engine was killed", intent.name(),
                        intent.bucket(), intent.key());
                spool.giveUp(intent);
            }
        }
        leftovers.removeUnfinishedParts();
    }

    private static boolean isOf(Intent intent, HeadObjectResponse found) {
        Instant changed = found.lastModified();
        return intent.id().equals(Marks.of(found.metadata())) || intent.name() == EventName.COPY && changed != null
                && !changed.isBefore(intent.since().minus(TICK));
    }

    private void settle(Intent intent, @Nullable StoredObject object, @Nullable String versionId) {
        spool.settle(intent, new BucketEvent(intent.name(), intent.bucket(), intent.key(), Instant.now(),
                spool.nextSequence(), versionId, object));
    }
}
