package dev.apk8s.lake.store;

import dev.apk8s.lake.store.MultipartUploads.Part;
import dev.apk8s.platform.problem.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one object in parts: all of it becomes visible at the end, or nothing is left. */
final class PartsWriter {
    private static final Logger log = LoggerFactory.getLogger(PartsWriter.class);

    private final MultipartUploads uploads;
    private final ObjectWriter writer;
    private final BucketName bucket;
    private final String key;
    private final NewObject object;
    private final List<Part> parts = new ArrayList<>();
    private String uploadId = "";

    PartsWriter(MultipartUploads uploads, ObjectWriter writer, BucketName bucket, String key, NewObject object) {
        this.uploads = uploads;
        this.writer = writer;
        this.bucket = bucket;
        this.key = key;
        this.object = object;
    }

    /** Where the parts come from. */
    interface Source {
        /** Adds all parts and returns the checksums of the whole. */
        Checksums sendTo(PartsWriter upload) throws IOException;
    }

    Written write(Source source) throws IOException {
        uploadId = uploads.begin(bucket, key, object);
        boolean complete = false;
        try {
            Checksums found = source.sendTo(this);
            object.expected().check(found);
            writer.requireState(bucket, key, object.condition());
            Written written = uploads.complete(bucket, key, uploadId, parts, object.condition());
            complete = true;
            return new Written(key, written.etag(), written.versionId(), written.size(), found.sha256());
        } finally {
            if (!complete) {
                abort();
            }
        }
    }

    void add(ClientBody body) throws IOException {
        if (parts.size() == MultipartUploads.MOST_PARTS) {
            throw new ProblemException(StoreError.OBJECT_TOO_LARGE, "Announce its length, or send it in parts: of one"
                    + " whose length is not known, " + parts.stream().mapToLong(Part::size).sum()
                    + " bytes are taken.");
        }
        parts.add(uploads.put(bucket, key, uploadId, parts.size() + 1, body));
    }

    /** What cannot be aborted now, because the store went away, is when it has expired. */
    private void abort() {
        try {
            uploads.abort(bucket, key, uploadId);
        } catch (ProblemException away) {
            log.warn("The upload {} to {} is left to expire: {}", uploadId, bucket.stored(), away.detail());
        }
    }
}
