package dev.apk8s.ingest.flow;

import dev.apk8s.platform.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.jspecify.annotations.Nullable;

/** From where in its stream a flow begins. */
sealed interface From {
    /** With what comes from now on. */
    record Latest() implements From {}

    /** With the first event that the log still has. */
    record Earliest() implements From {}

    /** With the first event that the log had at a time, or later. */
    record Time(Instant time) implements From {}

    static From read(@Nullable String text, From otherwise) {
        if (text == null) {
            return otherwise;
        }
        if (text.equals("latest")) {
            return new Latest();
        }
        if (text.equals("earliest")) {
            return new Earliest();
        }
        try {
            return new Time(text.length() == "2026-11-01".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text));
        } catch (DateTimeException unreadable) {
            throw ProblemException.invalidField("from",
                    "must be 'earliest', 'latest', a date or a time as ISO 8601 has it");
        }
    }

    default OffsetSpec offset() {
        return switch (this) {
            case Latest _ -> OffsetSpec.latest();
            case Earliest _ -> OffsetSpec.earliest();
            case Time at -> OffsetSpec.forTimestamp(at.time().toEpochMilli());
        };
    }
}
