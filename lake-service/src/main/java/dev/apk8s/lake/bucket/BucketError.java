package dev.apk8s.lake.bucket;

import dev.apk8s.platform.problem.ErrorCode;
import org.springframework.http.HttpStatus;

/** What can be wrong with a bucket, beyond what the store says of it. */
public enum BucketError implements ErrorCode {
    TOO_MANY_BUCKETS(HttpStatus.CONFLICT, "No more buckets can be made");

    private final HttpStatus status;
    private final String title;

    BucketError(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public HttpStatus status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
