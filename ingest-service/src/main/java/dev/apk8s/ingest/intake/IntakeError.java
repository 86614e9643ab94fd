package dev.apk8s.ingest.intake;

import dev.apk8s.platform.problem.ErrorCode;
import org.springframework.http.HttpStatus;

/** Why an event is refused. */
public enum IntakeError implements ErrorCode {
    EVENT_NOT_JSON(HttpStatus.BAD_REQUEST, "The event is not well-formed JSON"),
    EVENT_NOT_AN_OBJECT(HttpStatus.BAD_REQUEST, "An event is a JSON object"),
    EVENT_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The event is too large"),
    EVENT_FIELD_RESERVED(HttpStatus.BAD_REQUEST, "The platform sets this field"),
    EVENT_ATTRIBUTE_INVALID(HttpStatus.BAD_REQUEST, "An attribute of the event is not valid"),
    EVENT_TIME_OUT_OF_RANGE(HttpStatus.BAD_REQUEST, "The event's time is too far from now"),
    EVENT_SCHEMA_MISMATCH(HttpStatus.UNPROCESSABLE_CONTENT, "The event does not match the stream's schema"),
    BATCH_EMPTY(HttpStatus.BAD_REQUEST, "The body has no event"),
    BATCH_MALFORMED(HttpStatus.BAD_REQUEST, "The body ends within an event, or is no list of events"),
    BATCH_TOO_LONG(HttpStatus.CONTENT_TOO_LARGE, "The body has more events than one request takes"),
    BATCH_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is too large when it is decompressed"),
    BODY_NOT_GZIP(HttpStatus.BAD_REQUEST, "The body is not what its Content-Encoding says");

    private final HttpStatus status;
    private final String title;

    IntakeError(HttpStatus status, String title) {
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
