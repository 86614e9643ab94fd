package dev.apk8s.lake.store;

import static dev.apk8s.lake.store.StoreFailures.answerOf;

import dev.apk8s.platform.problem.ProblemException;
import io.minio.AbortMultipartUploadArgs;
import io.minio.CompleteMultipartUploadArgs;
import io.minio.CreateMultipartUploadArgs;
import io.minio.Http;
import io.minio.ListPartsArgs;
import io.minio.MinioAsyncClient;
import io.minio.ObjectWriteResponse;
import io.minio.messages.ListPartsResult;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import okhttp3.MediaType;
import org.jspecify.annotations.Nullable;

/** Objects that are sent in parts. Nothing of one is visible before it is completed. */
public final class MultipartUploads {
    /** A part has at least this many bytes, but for the last. */
    public static final long SMALLEST_PART = 5L << 20;
    /** A part has at most this many bytes. */
    public static final long LARGEST_PART = 5L << 30;
    public static final int MOST_PARTS = 10_000;
    private static final MediaType BYTES = MediaType.get("application/octet-stream");

    private final MinioAsyncClient client;
    private final StreamingRequests streaming;
    private final Turns turns;

    MultipartUploads(MinioAsyncClient client, StreamingRequests streaming, Turns turns) {
        this.client = client;
        this.streaming = streaming;
        this.turns = turns;
    }

    /** A part that the store has, by its number from 1 to 10,000. */
    public record Part(int number, String etag, long size) {}

    /** @param next the number after which the page after begins; null if this is the last */
    public record PartPage(List<Part> parts, @Nullable Integer next) {}

    /** An upload that was begun and neither completed nor aborted. */
    public record Upload(String key, String id, Instant begun) {}

    /** @param next the token of the page after; null if this is the last */
    public record UploadPage(List<Upload> uploads, @Nullable String next) {}

    /**
     * Begins an upload and returns its id.
     *
     * @param object its type and metadata; the body is not looked at
     */
    public String begin(BucketName bucket, String key, NewObject object) {
        Map<String, String> headers = ObjectHeaders.write(object.onlyIf(WriteCondition.NONE),
                object.expected().sha256());
        headers.put("Content-Type", object.contentType());
        return answerOf(client.createMultipartUpload(CreateMultipartUploadArgs.builder().bucket(bucket.stored())
                .object(key).headers(new Http.Headers(headers)).build())).result().uploadId();
    }

    /**
     * Keeps a part, in place of one with the same number.
     *
     * @param length in bytes
     * @throws IOException if the body cannot be read to its end
     */
    public Part put(BucketName bucket, String key, String uploadId, int number, InputStream body, long length,
            Checksums expected) throws IOException {
        Digester digester = new Digester(expected);
        turns.take();
        try {
            return put(bucket, key, uploadId, number,
                    new ClientBody(body, length, BYTES, digester, () -> expected.check(digester.finish())));
        } finally {
            turns.release();
        }
    }

    Part put(BucketName bucket, String key, String uploadId, int number, ClientBody body) throws IOException {
        var answer = streaming.put(bucket, key,
                new Http.QueryParameters("partNumber", Integer.toString(number), "uploadId", uploadId), Map.of(), body);
        return new Part(number, ObjectHeaders.unquoted(answer.get("ETag")), body.contentLength());
    }

    /**
     * Some stores have no error for parts of an upload that is not there, and would even keep them.
     *
     * @throws ProblemException NO_SUCH_UPLOAD if it was not begun, or is not open any more
     */
    public void require(BucketName bucket, String key, String uploadId) {
        @Nullable
        String token = null;
        do {
            UploadPage page = uploads(bucket, key, token, Listing.MOST);
            if (page.uploads().stream().anyMatch(upload -> upload.id().equals(uploadId) && upload.key().equals(key))) {
                return;
            }
            token = page.next();
        } while (token != null);
        throw new ProblemException(StoreError.NO_SUCH_UPLOAD, "No upload of this id.");
    }

    /** The parts that the store has, after one. */
    public PartPage parts(BucketName bucket, String key, String uploadId, @Nullable Integer after, int limit) {
        ListPartsResult page = answerOf(client.listParts(ListPartsArgs.builder().bucket(bucket.stored()).object(key)
                .uploadId(uploadId).partNumberMarker(after).maxParts(limit).build())).result();
        return new PartPage(
                page.parts().stream().map(part -> new Part(part.partNumber(), ObjectHeaders.unquoted(part.etag()),
                        part.partSize())).toList(),
                page.isTruncated() ? page.nextPartNumberMarker() : null);
    }

    /** The uploads that are open in a bucket. */
    public UploadPage uploads(BucketName bucket, String prefix, @Nullable String token, int limit) {
        VersionToken from = VersionToken.read(token);
        Http.QueryParameters query = new Http.QueryParameters("uploads", "", "encoding-type", KeyEncoding.URL, "prefix",
                prefix, "max-uploads", Integer.toString(limit));
        if (from.key() != null) {
            query.add("key-marker", from.key());
        }
        if (from.version() != null) {
            query.add("upload-id-marker", from.version());
        }
        return UploadListing.read(streaming.get(bucket, query));
    }

    /** Makes the object of its parts; only then it is visible. */
    public Written complete(BucketName bucket, String key, String uploadId, List<Part> parts,
            WriteCondition condition) {
        ObjectWriteResponse answer = answerOf(client.completeMultipartUpload(CompleteMultipartUploadArgs.builder()
                .bucket(bucket.stored()).object(key).uploadId(uploadId)
                .extraHeaders(ObjectHeaders.conditions(condition))
                .parts(parts.stream().map(part -> new io.minio.messages.Part(part.number(), part.etag()))
                        .toArray(io.minio.messages.Part[]::new))
                .build()));
        return new Written(key, ObjectHeaders.unquoted(answer.etag()), answer.versionId(),
                parts.stream().mapToLong(Part::size).sum(), null);
    }

    /** Gives an upload up, with the parts that are there. */
    public void abort(BucketName bucket, String key, String uploadId) {
        answerOf(client.abortMultipartUpload(AbortMultipartUploadArgs.builder().bucket(bucket.stored()).object(key)
                .uploadId(uploadId).build()));
    }
}
