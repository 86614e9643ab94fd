package dev.apk8s.lake.snapshot;

import dev.apk8s.platform.problem.ErrorCode;
import org.springframework.http.HttpStatus;

/** What can be wrong with a snapshot or a schedule. */
enum SnapshotError implements ErrorCode {
    NO_SUCH_SNAPSHOT(HttpStatus.NOT_FOUND, "There is no such snapshot, or it is too long ago"),
    NO_SUCH_SCHEDULE(HttpStatus.NOT_FOUND, "The stream has no schedule"),
    NO_SUCH_STREAM(HttpStatus.NOT_FOUND, "There is no such stream"),
    EVENTS_EXPIRED(HttpStatus.GONE, "The event log has a part of the range no more"),
    SCHEDULE_CONFIGURED(HttpStatus.CONFLICT, "The schedule is declared by the configuration"),
    SCHEDULE_TARGET_TAKEN(HttpStatus.CONFLICT, "Another schedule writes to the same place"),
    TOO_MANY_SCHEDULES(HttpStatus.CONFLICT, "No more streams can be scheduled"),
    TOO_MANY_SNAPSHOTS(HttpStatus.TOO_MANY_REQUESTS, "Too many snapshots wait or are under way");

    private final HttpStatus status;
    private final String title;

    SnapshotError(HttpStatus status, String title) {
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
