package dev.apk8s.lake.store;

import dev.apk8s.platform.problem.ProblemException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.minio.Http;
import io.minio.MinioAsyncClient;
import io.minio.StatObjectArgs;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import okhttp3.Headers;
import okhttp3.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * Writes objects: a small one whole, one of known length as a stream, a large one as a stream in parts, and one of
 * unknown length in parts that are held until they are full.
 */
final class ObjectWriter {
    private static final MediaType BYTES = MediaType.get("application/octet-stream");
    /** Held without a turn for memory, so that the many small ones do not wait for the few large ones. */
    private static final int SMALL = 256 << 10;

    private final MinioAsyncClient client;
    private final StreamingRequests streaming;
    private final MultipartUploads uploads;
    private final UploadProperties properties;
    private final Turns turns;
    private final HeldParts held;

    ObjectWriter(MinioAsyncClient client, StreamingRequests streaming, MultipartUploads uploads,
            UploadProperties properties, Turns turns, MeterRegistry meters) {
        this.client = client;
        this.streaming = streaming;
        this.uploads = uploads;
        this.properties = properties;
        this.turns = turns;
        held = new HeldParts(properties);
        Gauge.builder("apk8s.lake.uploads.active", turns, Turns::taken)
                .description("Bodies that are on their way to the store").register(meters);
        Gauge.builder("apk8s.lake.uploads.held.parts", held, HeldParts::inUse)
                .description("Parts of bodies of unknown length that are in memory").register(meters);
    }

    Written write(BucketName bucket, String key, NewObject object) throws IOException {
        turns.take();
        try {
            requireState(bucket, key, object.condition());
            if (object.length() == NewObject.UNKNOWN) {
                return ofUnknownLength(bucket, key, object);
            }
            if (object.length() <= SMALL) {
                byte[] body = new byte[(int) object.length()];
                int count = object.body().readNBytes(body, 0, body.length);
                return small(bucket, key, object, body, count);
            }
            return object.length() <= properties.multipartThreshold().toBytes()
                    ? streamed(bucket, key, object)
                    : inParts(bucket, key, object);
        } finally {
            turns.release();
        }
    }

    /** Refuses early, and where the store itself would not: the store's own check comes later, and cannot be overtaken. */
    void requireState(BucketName bucket, String key, WriteCondition condition) {
        if (!condition.isNone() && !condition.holds(etagOf(bucket, key))) {
            throw new ProblemException(StoreError.PRECONDITION_FAILED,
                    condition.absent() ? "There is an object under this key." : "The object has another ETag.");
        }
    }

    private @Nullable String etagOf(BucketName bucket, String key) {
        try {
            return ObjectHeaders.unquoted(StoreFailures.answerOf(client.statObject(
                    StatObjectArgs.builder().bucket(bucket.stored()).object(key).build())).etag());
        } catch (ProblemException absent) {
            if (absent.code() == StoreError.NO_SUCH_OBJECT) {
                return null;
            }
            throw absent;
        }
    }

    private Written small(BucketName bucket, String key, NewObject object, byte[] body, int count)
            throws IOException {
        if (object.length() > count) {
            throw new EOFException("The body ends before the length that was announced");
        }
        Digester digester = new Digester(object.expected());
        digester.update(body, 0, count);
        Checksums found = digester.finish();
        object.expected().check(found);
        return whole(bucket, key, object, found,
                new ClientBody(new ByteArrayInputStream(body, 0, count), count, type(object), null, () -> {}));
    }

    private Written streamed(BucketName bucket, String key, NewObject object) throws IOException {
        Digester digester = new Digester(object.expected());
        Checksums[] found = {Checksums.NONE};
        Written written = whole(bucket, key, object, object.expected(),
                new ClientBody(object.body(), object.length(), type(object), digester, () -> {
                    found[0] = digester.finish();
                    object.expected().check(found[0]);
                }));
        return new Written(key, written.etag(), written.versionId(), written.size(), found[0].sha256());
    }

    private Written whole(BucketName bucket, String key, NewObject object, Checksums known, ClientBody body)
            throws IOException {
        Headers answer = streaming.put(bucket, key, new Http.QueryParameters(),
                ObjectHeaders.write(object, known.sha256()), body);
        return new Written(key, ObjectHeaders.unquoted(answer.get("ETag")), answer.get("x-amz-version-id"),
                body.contentLength(), known.sha256());
    }

    private Written inParts(BucketName bucket, String key, NewObject object) throws IOException {
        long size = Math.max(properties.streamedPart().toBytes(),
                Math.ceilDiv(object.length(), MultipartUploads.MOST_PARTS));
        if (size > MultipartUploads.LARGEST_PART) {
            throw new ProblemException(StoreError.OBJECT_TOO_LARGE, "An object has at most "
                    + MultipartUploads.MOST_PARTS + " parts of " + MultipartUploads.LARGEST_PART + " bytes.");
        }
        Digester digester = new Digester(object.expected());
        return new PartsWriter(uploads, this, bucket, key, object).write(upload -> {
            for (long left = object.length(); left > 0; left -= size) {
                upload.add(new ClientBody(object.body(), Math.min(size, left), BYTES, digester, () -> {}));
            }
            return digester.finish();
        });
    }

    private Written ofUnknownLength(BucketName bucket, String key, NewObject object) throws IOException {
        byte[] start = object.body().readNBytes(SMALL);
        if (start.length < SMALL) {
            return small(bucket, key, object, start, start.length);
        }
        byte[] first = held.take();
        System.arraycopy(start, 0, first, 0, start.length);
        HeldBody body = new HeldBody(object.body(), held, first, new Digester(object.expected()));
        try (body) {
            int count = body.fillFirst(start.length);
            if (count < first.length) {
                return small(bucket, key, object, first, count);
            }
            return new PartsWriter(uploads, this, bucket, key, object).write(body::sendTo);
        }
    }

    private static MediaType type(NewObject object) {
        MediaType type = MediaType.parse(object.contentType());
        return type == null ? BYTES : type;
    }
}
