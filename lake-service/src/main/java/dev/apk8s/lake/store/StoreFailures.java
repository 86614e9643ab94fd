package dev.apk8s.lake.store;

import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.ErrorResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes problems of what the store answers. */
final class StoreFailures {
    private static final Logger log = LoggerFactory.getLogger(StoreFailures.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private StoreFailures() {}

    /** The store's answer, or a problem. */
    static <T> T answerOf(CompletableFuture<T> answer) {
        return await(answer);
    }

    static <T> T await(Future<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw unavailable(interrupted);
        } catch (ExecutionException failed) {
            throw problem(failed);
        }
    }

    static ProblemException problem(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof ProblemException problem) {
            return problem;
        }
        if (cause instanceof ErrorResponseException answer) {
            return problem(answer.errorResponse(), answer.response().code(), cause);
        }
        if (cause instanceof IOException || cause instanceof MinioException) {
            return unavailable(cause);
        }
        throw new IllegalStateException("The request to the object store could not be made", cause);
    }

    /** @param status that the store answered with */
    static ProblemException problem(ErrorResponse error, int status, Throwable cause) {
        String code = String.valueOf(error.code());
        return switch (code) {
            case "NoSuchBucket" -> new ProblemException(StoreError.NO_SUCH_BUCKET, "No bucket of this name.", cause);
            case "NoSuchKey", "NoSuchVersion", "NoSuchObject", "ResourceNotFound" ->
                new ProblemException(StoreError.NO_SUCH_OBJECT, "No object under this key.", cause);
            case "NoSuchUpload" -> new ProblemException(StoreError.NO_SUCH_UPLOAD, "No upload of this id.", cause);
            case "BucketAlreadyOwnedByYou", "BucketAlreadyExists" ->
                new ProblemException(StoreError.BUCKET_EXISTS, "Choose another name, or use the bucket.", cause);
            case "BucketNotEmpty" ->
                new ProblemException(StoreError.BUCKET_NOT_EMPTY, "Delete what is in it first.", cause);
            case "PreconditionFailed" -> new ProblemException(StoreError.PRECONDITION_FAILED,
                    "Nothing was changed. Read the object's ETag and try again.", cause);
            case "InvalidRange" -> new ProblemException(StoreError.RANGE_NOT_SATISFIABLE,
                    "Ask for a range within the object's length.", cause);
            case "BadDigest", "InvalidDigest", "XAmzContentSHA256Mismatch", "XAmzContentChecksumMismatch" ->
                new ProblemException(StoreError.BAD_CHECKSUM, "Nothing was kept.", cause);
            case "InvalidPart", "InvalidPartOrder", "EntityTooSmall" -> new ProblemException(StoreError.INVALID_PARTS,
                    "Name each part once, in order, with the ETag it was given; each but the last has at least 5 MiB.",
                    cause);
            case "EntityTooLarge" ->
                new ProblemException(StoreError.OBJECT_TOO_LARGE, "Send it in parts, or in larger ones.", cause);
            case "KeyTooLongError", "InvalidObjectName", "XMinioInvalidObjectName" ->
                ProblemException.invalidField("key", "the object store does not take this key");
            case "NotImplemented" -> notSupported(cause);
            default -> ofStatus(status, code, cause);
        };
    }

    static ProblemException notSupported(Throwable cause) {
        return new ProblemException(StoreError.NOT_SUPPORTED_BY_STORE,
                "Ask whoever runs the platform which store it is.",
                cause);
    }

    static ProblemException unavailable(Throwable cause) {
        return new ProblemException(StoreError.STORE_UNAVAILABLE, "Try again later.", cause).retryAfter(RETRY_AFTER);
    }

    /** The answer to a HEAD has no body that would name the error. */
    private static ProblemException ofStatus(int status, String code, Throwable cause) {
        return switch (status) {
            case 404 -> new ProblemException(StoreError.NO_SUCH_OBJECT, "No object under this key.", cause);
            case 412 -> new ProblemException(StoreError.PRECONDITION_FAILED, "Nothing was changed.", cause);
            case 416 -> new ProblemException(StoreError.RANGE_NOT_SATISFIABLE,
                    "Ask for a range within the object's length.", cause);
            case 501 -> notSupported(cause);
            case 400 -> {
                log.warn("The object store refused a request: {}", code, cause);
                yield new ProblemException(CommonError.BAD_REQUEST, "The object store refused the request (" + code
                        + ").", cause);
            }
            default -> {
                log.warn("The object store answered {} {}", status, code);
                yield unavailable(cause);
            }
        };
    }
}
