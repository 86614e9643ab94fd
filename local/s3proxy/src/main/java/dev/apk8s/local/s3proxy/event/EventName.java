package dev.apk8s.local.s3proxy.event;

/** What can happen to an object, by the names of S3. */
public enum EventName {
    PUT("s3:ObjectCreated:Put"),
    COPY("s3:ObjectCreated:Copy"),
    COMPLETE_MULTIPART_UPLOAD("s3:ObjectCreated:CompleteMultipartUpload"),
    DELETE("s3:ObjectRemoved:Delete"),
    DELETE_MARKER_CREATED("s3:ObjectRemoved:DeleteMarkerCreated");

    private final String text;

    EventName(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
