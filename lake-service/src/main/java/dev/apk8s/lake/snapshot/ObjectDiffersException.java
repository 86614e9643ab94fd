package dev.apk8s.lake.snapshot;

import dev.apk8s.lake.store.BucketName;

/** Under the name of a snapshot's object there is another object, which is not overwritten. */
final class ObjectDiffersException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ObjectDiffersException(BucketName bucket, String key, Throwable cause) {
        super("In bucket '" + bucket.name() + "' there is another object under " + key
                + ". It was left as it is.", cause);
    }
}
