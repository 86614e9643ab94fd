package dev.apk8s.local.s3proxy.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import dev.apk8s.local.s3proxy.event.EventName;
import dev.apk8s.local.s3proxy.event.Spool;
import dev.apk8s.local.s3proxy.store.Changes.Change;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** S3Proxy's store of files, in which no change is answered before its event is on disk. */
public final class EventedStore extends ForwardingBlobStore {
    private static final int ATTEMPTS = 5;

    private final Changes changes;
    private final Leftovers leftovers;

    public EventedStore(BlobStore files, Path root, Spool spool) {
        super(files);
        this.changes = new Changes(files, spool);
        this.leftovers = new Leftovers(root);
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
        if (KeyRules.isBookkeeping(request.key())) {
            return super.putBlob(request, payload);
        }
        KeyRules.checkObject(request.key());
        try (Change change = changes.begin(EventName.PUT, request.bucket(), request.key())) {
            ArrivingBody body = new ArrivingBody(payload, () -> {
                change.own();
                checkMatch(change, request.ifMatch());
            });
            PutObjectRequest marked = request.toBuilder().metadata(Marks.add(request.metadata(), change.intent()))
                    .build();
            PutObjectResponse answer = write(change, body::isBegun, () -> super.putBlob(marked, body));
            change.written(answer.versionId());
            return answer;
        }
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        KeyRules.checkObject(request.destinationKey());
        try (Change change = changes.begin(EventName.COPY, request.destinationBucket(), request.destinationKey())) {
            change.own();
            CopyObjectResponse answer = write(change, () -> false, () -> super.copyBlob(request));
            change.written(answer.versionId());
            return answer;
        }
    }

    @Override
    public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
        KeyRules.checkUpload(request.key());
        return super.initiateMultipartUpload(request);
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(MultipartUpload upload,
            CompleteMultipartUploadRequest request) {
        try (Change change = changes.begin(EventName.COMPLETE_MULTIPART_UPLOAD, upload.containerName(),
                upload.blobName())) {
            change.own();
            checkMatch(change, request.ifMatch());
            MultipartUpload marked = new MultipartUpload(upload.id(), upload.request().toBuilder()
                    .metadata(Marks.add(upload.request().metadata(), change.intent())).build(), upload.response());
            CompleteMultipartUploadResponse answer = write(change, () -> false,
                    () -> super.completeMultipartUpload(marked, request));
            change.written(answer.versionId());
            return answer;
        }
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        if (KeyRules.isBookkeeping(request.key())) {
            return super.removeBlob(request);
        }
        KeyRules.checkObject(request.key());
        try (Change change = changes.begin(EventName.DELETE, request.bucket(), request.key())) {
            change.own();
            boolean there = request.versionId() != null || change.isThere();
            DeleteObjectResponse answer = super.removeBlob(request);
            if (request.versionId() == null && Boolean.TRUE.equals(answer.deleteMarker())) {
                change.removed(EventName.DELETE_MARKER_CREATED, answer.versionId());
            } else if (there) {
                change.removed(EventName.DELETE, answer.versionId());
            }
            return answer;
        }
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        ListObjectsV2Response page = super.list(request);
        return page.toBuilder().contents(page.contents().stream()
                .filter(entry -> isObject(request.bucket(), entry.key(), entry.eTag())).toList()).build();
    }

    @Override
    public ListObjectVersionsResponse listVersions(ListObjectVersionsRequest request) {
        ListObjectVersionsResponse page = super.listVersions(request);
        return page.toBuilder().versions(page.versions().stream()
                .filter(entry -> isObject(request.bucket(), entry.key(), entry.eTag())).toList()).build();
    }

    /** S3Proxy lists the files that it is writing as well. Most of the time they have no ETag. */
    private boolean isObject(String bucket, String key, @Nullable String eTag) {
        return eTag != null && !changes.isUnfinished(bucket, key);
    }

    /** S3Proxy checks If-Match before it takes the body. Here nobody else can change the key any more. */
    private static void checkMatch(Change change, @Nullable String wanted) {
        if (wanted == null) {
            return;
        }
        boolean matches = change.now()
                .map(found -> wanted.equals("*") || bare(wanted).equals(bare(String.valueOf(found.eTag()))))
                .orElse(false);
        if (!matches) {
            throw S3Exceptions.preconditionFailed(null);
        }
    }

    private static String bare(String eTag) {
        return eTag.replace("\"", "");
    }

    /**
     * A directory that another request just emptied is removed, perhaps between the moment at which this one made sure
     * of it and that at which it put a file into it.
     */
    private <T> T write(Change change, BooleanSupplier isBegun, Supplier<T> writing) {
        for (int attempt = 1;; attempt++) {
            try {
                return writing.get();
            } catch (RuntimeException failed) {
                FileSystemException cause = fileSystemFailure(failed);
                if (cause instanceof NoSuchFileException && attempt < ATTEMPTS && !isBegun.getAsBoolean()) {
                    continue;
                }
                tidy(change, failed);
                if (isInTheWay(cause)) {
                    throw StoreErrors.conflict(change.intent().key());
                }
                throw failed;
            }
        }
    }

    private void tidy(Change change, RuntimeException failed) {
        try {
            leftovers.removeEmptyDirectories(change.intent().bucket(), change.intent().key());
        } catch (IOException second) {
            failed.addSuppressed(second);
        }
    }

    private static boolean isInTheWay(@Nullable FileSystemException cause) {
        return cause instanceof FileAlreadyExistsException || cause instanceof DirectoryNotEmptyException
                || cause != null && cause.getReason() != null
                        && (cause.getReason().equals("Not a directory") || cause.getReason().equals("Is a directory"));
    }

    private static @Nullable FileSystemException fileSystemFailure(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof FileSystemException found) {
                return found;
            }
        }
        return null;
    }
}
