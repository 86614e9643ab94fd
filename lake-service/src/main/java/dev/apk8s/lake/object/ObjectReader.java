package dev.apk8s.lake.object;

import dev.apk8s.lake.store.BucketName;
import dev.apk8s.lake.store.ObjectContent;
import dev.apk8s.lake.store.ObjectStore;
import dev.apk8s.lake.store.StoreError;
import dev.apk8s.lake.store.StoredObject;
import dev.apk8s.lake.store.Turns;
import dev.apk8s.platform.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Sends an object, or what the client lacks of it, as it comes from the store. */
@Component
final class ObjectReader {
    private static final int CHUNK = 128 << 10;

    private final ObjectStore store;
    private final ObjectMeters meters;
    private final Turns turns;

    ObjectReader(ObjectStore store, ObjectMeters meters, DownloadProperties properties) {
        this.store = store;
        turns = new Turns(properties.maxAtOnce(), properties.patience(), StoreError.TOO_MANY_DOWNLOADS);
        this.meters = meters;
    }

    /** The headers alone. */
    void describe(BucketName bucket, String key, @Nullable String version, HttpServletRequest request,
            HttpServletResponse response) {
        StoredObject object = store.stat(bucket, key, version);
        if (mustSend(request, response, object)) {
            ObjectAnswer.describe(object, response);
            response.setContentType(object.contentType());
            response.setContentLengthLong(object.size());
        }
    }

    void send(BucketName bucket, String key, @Nullable String version, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        turns.take();
        try {
            stream(bucket, key, version, request, response);
        } finally {
            turns.release();
        }
    }

    private void stream(BucketName bucket, String key, @Nullable String version, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        String range = range(bucket, key, version, request);
        try (ObjectContent content = open(bucket, key, version, range, response)) {
            if (!mustSend(request, response, content.object())) {
                return;
            }
            ObjectAnswer.describe(content.object(), response);
            response.setContentType(content.object().contentType());
            response.setContentLengthLong(content.length());
            if (content.range() != null) {
                response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
                response.setHeader(HttpHeaders.CONTENT_RANGE, content.range());
            }
            copy(content.body(), response.getOutputStream());
        }
    }

    private void copy(InputStream from, OutputStream to) throws IOException {
        byte[] chunk = new byte[CHUNK];
        // Whole chunks: the store's come in pieces of a few kilobytes, each of which would be a packet.
        for (int count = from.readNBytes(chunk, 0, CHUNK); count > 0; count = from.readNBytes(chunk, 0, CHUNK)) {
            to.write(chunk, 0, count);
            meters.sent(count);
        }
    }

    private @Nullable String range(BucketName bucket, String key, @Nullable String version,
            HttpServletRequest request) {
        String range = ReadConditions.range(request.getHeader(HttpHeaders.RANGE));
        String ifRange = request.getHeader(HttpHeaders.IF_RANGE);
        if (range == null || ifRange == null) {
            return range;
        }
        return ReadConditions.isSame(ifRange.strip(), store.stat(bucket, key, version)) ? range : null;
    }

    private ObjectContent open(BucketName bucket, String key, @Nullable String version, @Nullable String range,
            HttpServletResponse response) {
        try {
            return store.get(bucket, key, version, range);
        } catch (ProblemException refused) {
            if (refused.code() == StoreError.RANGE_NOT_SATISFIABLE) {
                response.setHeader(HttpHeaders.CONTENT_RANGE,
                        "bytes */" + store.stat(bucket, key, version).size());
            }
            throw refused;
        }
    }

    private static boolean mustSend(HttpServletRequest request, HttpServletResponse response, StoredObject object) {
        return switch (ReadConditions.of(request, object)) {
            case SEND -> true;
            case NOT_MODIFIED -> {
                ObjectAnswer.describe(object, response);
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                yield false;
            }
            case FAILED -> throw new ProblemException(StoreError.PRECONDITION_FAILED,
                    "The object has the ETag \"" + object.etag() + "\".").with("etag", object.etag());
        };
    }
}
