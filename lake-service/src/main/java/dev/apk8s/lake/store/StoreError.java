package dev.apk8s.lake.store;

import dev.apk8s.platform.problem.ErrorCode;
import org.springframework.http.HttpStatus;

/** What can go wrong with buckets and objects. */
public enum StoreError implements ErrorCode {
    NO_SUCH_BUCKET(HttpStatus.NOT_FOUND, "There is no such bucket"),
    NO_SUCH_OBJECT(HttpStatus.NOT_FOUND, "There is no such object, or not in this version"),
    NO_SUCH_UPLOAD(HttpStatus.NOT_FOUND, "There is no such upload: it was completed, aborted or has expired"),
    BUCKET_EXISTS(HttpStatus.CONFLICT, "A bucket of this name is already there"),
    BUCKET_NOT_EMPTY(HttpStatus.CONFLICT, "The bucket still has objects, versions or uploads"),
    PRECONDITION_FAILED(HttpStatus.PRECONDITION_FAILED, "The object is not in the state that the request asks for"),
    RANGE_NOT_SATISFIABLE(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE, "The object has no such range"),
    BAD_CHECKSUM(HttpStatus.BAD_REQUEST, "The body does not have the checksum that was sent with it"),
    INVALID_PARTS(HttpStatus.BAD_REQUEST, "The parts do not make an object"),
    UPLOAD_TOO_SLOW(HttpStatus.REQUEST_TIMEOUT, "The body comes too slowly"),
    OBJECT_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The object is larger than can be kept in one go"),
    NOT_SUPPORTED_BY_STORE(HttpStatus.NOT_IMPLEMENTED, "The object store behind the lake cannot do this"),
    TOO_MANY_UPLOADS(HttpStatus.SERVICE_UNAVAILABLE, "Too many objects are being uploaded at once"),
    TOO_MANY_DOWNLOADS(HttpStatus.SERVICE_UNAVAILABLE, "Too many objects are being read at once"),
    STORE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The object store does not answer");

    private final HttpStatus status;
    private final String title;

    StoreError(HttpStatus status, String title) {
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
