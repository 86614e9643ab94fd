package dev.apk8s.lake.snapshot;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a snapshot is. */
enum SnapshotState {
    WAITING,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    @JsonValue
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isOver() {
        return switch (this) {
            case WAITING, RUNNING -> false;
            case DONE, FAILED, CANCELLED -> true;
        };
    }
}
