package dev.apk8s.lake.store;

import static dev.apk8s.lake.store.StoreFailures.answerOf;

import dev.apk8s.platform.problem.ProblemException;
import io.minio.CopyObjectArgs;
import io.minio.Directive;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.ListObjectVersionsArgs;
import io.minio.ListObjectsV2Args;
import io.minio.MinioAsyncClient;
import io.minio.ObjectWriteResponse;
import io.minio.RemoveObjectArgs;
import io.minio.SourceObject;
import io.minio.StatObjectArgs;
import io.minio.messages.Item;
import io.minio.messages.ListBucketResultV2;
import io.minio.messages.ListVersionsResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Objects by bucket and key. Bodies are streamed in both directions. All methods throw problems of {@link StoreError}:
 * NO_SUCH_BUCKET and NO_SUCH_OBJECT where there is none, STORE_UNAVAILABLE where the store does not answer.
 */
public final class ObjectStore {
    private final MinioAsyncClient client;
    private final ObjectWriter writer;

    ObjectStore(MinioAsyncClient client, ObjectWriter writer) {
        this.client = client;
        this.writer = writer;
    }

    /**
     * Returns when the object is kept. Nothing of it is visible before, and nothing is left of it if this fails.
     *
     * @throws IOException if the body cannot be read to its end
     * @throws ProblemException PRECONDITION_FAILED, BAD_CHECKSUM, TOO_MANY_UPLOADS
     */
    public Written put(BucketName bucket, String key, NewObject object) throws IOException {
        return writer.write(bucket, key, object);
    }

    public StoredObject stat(BucketName bucket, String key) {
        return stat(bucket, key, null);
    }

    public StoredObject stat(BucketName bucket, String key, @Nullable String versionId) {
        var answer = answerOf(client.statObject(StatObjectArgs.builder().bucket(bucket.stored()).object(key)
                .versionId(versionId).build()));
        return ObjectHeaders.read(key, answer.headers());
    }

    /** As {@link #stat}, with nothing where there is no such object. */
    public Optional<StoredObject> find(BucketName bucket, String key) {
        try {
            return Optional.of(stat(bucket, key));
        } catch (ProblemException absent) {
            if (absent.code() == StoreError.NO_SUCH_OBJECT) {
                return Optional.empty();
            }
            throw absent;
        }
    }

    /** The whole object. Close it. */
    public ObjectContent get(BucketName bucket, String key) {
        return get(bucket, key, null, null);
    }

    /**
     * An object, or a range of it. Close it.
     *
     * @param range such as {@code bytes=0-99}
     * @throws ProblemException RANGE_NOT_SATISFIABLE
     */
    public ObjectContent get(BucketName bucket, String key, @Nullable String versionId, @Nullable String range) {
        Map<String, String> headers = new HashMap<>(Map.of("Accept-Encoding", "identity"));
        if (range != null) {
            headers.put("Range", range);
        }
        GetObjectResponse answer = answerOf(client.getObject(GetObjectArgs.builder().bucket(bucket.stored()).object(key)
                .versionId(versionId).extraHeaders(headers).build()));
        return ObjectHeaders.content(key, answer.headers(), answer);
    }

    /** A page of objects, in the order of their keys. Pages seen one after another are complete where nothing changed. */
    public ObjectPage list(BucketName bucket, Listing listing) {
        ListBucketResultV2 page = answerOf(client.listObjectsV2(ListObjectsV2Args.builder().bucket(bucket.stored())
                .prefix(listing.prefix()).delimiter(listing.delimiter()).continuationToken(listing.token())
                .maxKeys(listing.limit()).encodingType(KeyEncoding.URL).build())).result();
        return new ObjectPage(page.contents().stream().map(item -> entry(page.encodingType(), item)).toList(),
                page.commonPrefixes().stream()
                        .map(prefix -> KeyEncoding.decode(page.encodingType(), prefix.toItem().objectName())).toList(),
                page.isTruncated() ? page.nextContinuationToken() : null);
    }

    /** A page of versions, by key and from the newest. */
    public VersionPage versions(BucketName bucket, String prefix, @Nullable String token, int limit) {
        VersionToken from = VersionToken.read(token);
        ListVersionsResult page = answerOf(client.listObjectVersions(ListObjectVersionsArgs.builder()
                .bucket(bucket.stored()).prefix(prefix).keyMarker(from.key()).versionIdMarker(from.version())
                .maxKeys(limit).encodingType(KeyEncoding.URL).build())).result();
        List<VersionPage.Version> versions = new ArrayList<>();
        Stream.concat(page.contents().stream(), page.deleteMarkers().stream())
                .map(item -> version(page.encodingType(), item))
                .forEach(versions::add);
        versions.sort(VersionToken.ORDER);
        return new VersionPage(versions, page.isTruncated()
                ? new VersionToken(KeyEncoding.decodeMarker(page.encodingType(), page.nextKeyMarker()),
                        page.nextVersionIdMarker()).text()
                : null);
    }

    /**
     * Copies within the store, with the metadata. The bytes do not pass through here.
     *
     * @param condition on which the target is written
     */
    public Written copy(BucketName from, String key, @Nullable String versionId, BucketName to, String target,
            WriteCondition condition) {
        StoredObject source = stat(from, key, versionId);
        writer.requireState(to, target, condition);
        Map<String, String> headers = ObjectHeaders.conditions(condition);
        // Not by the builder, which would send the ETag without its quotes.
        headers.put("x-amz-copy-source-if-match", '"' + source.etag() + '"');
        ObjectWriteResponse answer = answerOf(client.copyObject(CopyObjectArgs.builder().bucket(to.stored())
                .object(target).headers(headers).metadataDirective(Directive.COPY)
                .source(SourceObject.builder().bucket(from.stored()).object(key).versionId(versionId).build())
                .build()));
        return new Written(target, ObjectHeaders.unquoted(answer.etag()), answer.versionId(), source.size(),
                source.sha256());
    }

    /** Deletes an object, or in a bucket with versions says that it is deleted. No error where there is none. */
    public void delete(BucketName bucket, String key) {
        delete(bucket, key, null);
    }

    /** Deletes one version for good, or as {@link #delete(BucketName, String)} where it is null. */
    public void delete(BucketName bucket, String key, @Nullable String versionId) {
        answerOf(client.removeObject(RemoveObjectArgs.builder().bucket(bucket.stored()).object(key)
                .versionId(versionId).build()));
    }

    private static ObjectPage.Entry entry(@Nullable String encoding, Item item) {
        return new ObjectPage.Entry(KeyEncoding.decode(encoding, item.objectName()), item.size(),
                ObjectHeaders.unquoted(item.etag()),
                item.lastModified().toInstant());
    }

    private static VersionPage.Version version(@Nullable String encoding, Item item) {
        return new VersionPage.Version(KeyEncoding.decode(encoding, item.objectName()), item.versionId(),
                item.isLatest(), item.isDeleteMarker(),
                item.isDeleteMarker() ? 0 : item.size(),
                item.isDeleteMarker() ? "" : ObjectHeaders.unquoted(item.etag()), item.lastModified().toInstant());
    }
}
