package dev.apk8s.ingest.device;

import dev.apk8s.platform.problem.ErrorCode;
import org.springframework.http.HttpStatus;

/** What can be wrong with a device. */
public enum DeviceError implements ErrorCode {
    NO_SUCH_DEVICE(HttpStatus.NOT_FOUND, "There is no such device"),
    DEVICE_EXISTS(HttpStatus.CONFLICT, "A device with this id is already there"),
    DEVICE_DISABLED(HttpStatus.CONFLICT, "The device is disabled"),
    DEVICE_CHANGED(HttpStatus.PRECONDITION_FAILED, "The device was changed since it was read"),
    TOO_MANY_DEVICES(HttpStatus.CONFLICT, "No more devices can be registered"),
    TOO_MANY_WRONG_SECRETS(HttpStatus.TOO_MANY_REQUESTS, "A wrong secret was shown too often");

    private final HttpStatus status;
    private final String title;

    DeviceError(HttpStatus status, String title) {
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
