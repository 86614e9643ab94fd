package dev.apk8s.lake.snapshot;

import dev.apk8s.lake.eventlog.EventLog;
import dev.apk8s.lake.eventlog.LogBounds;
import dev.apk8s.platform.problem.ProblemException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Decides which events a snapshot has. */
@Component
final class SnapshotPlanner {
    private final SnapshotStreams streams;
    private final EventLog log;

    SnapshotPlanner(SnapshotStreams streams, EventLog log) {
        this.streams = streams;
        this.log = log;
    }

    /**
     * The events that the log kept within a range.
     *
     * @throws ProblemException EVENTS_EXPIRED if it may have deleted some of them
     */
    Source exact(String tenant, String stream, Instant from, Instant to) {
        String topic = streams.requireTopic(tenant, stream);
        LogBounds bounds = bounds(topic, stream, from, to);
        Instant available = bounds.available();
        if (available != null && from.isBefore(available)) {
            Instant since = available.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
            throw new ProblemException(SnapshotError.EVENTS_EXPIRED, "The event log has all events of '" + stream
                    + "' only from " + since + " on: 'from' must not be before it.").with("field", "from")
                    .with("availableFrom", since.toString());
        }
        return new Source(stream, topic, from, to, bounds.ranges());
    }

    /**
     * The events of a period: from where the one before it ended, as far as the log has them. Empty if the log deleted
     * all that it had of this time and what is before it.
     */
    Optional<Source> following(Schedule schedule, Instant to) {
        String topic = streams.requireTopic(schedule.tenant(), schedule.stream());
        Instant from = schedule.cursor().next();
        LogBounds bounds = bounds(topic, schedule.stream(), from, to);
        Instant earliest = bounds.earliest();
        if (earliest != null && !to.isAfter(earliest)) {
            return Optional.empty();
        }
        return Optional.of(new Source(schedule.stream(), topic, from, to, bounds.ranges(schedule.cursor().begins())));
    }

    private LogBounds bounds(String topic, String stream, Instant from, Instant to) {
        return log.bounds(topic, from, to).orElseThrow(() -> SnapshotStreams.noSuchStream(stream));
    }
}
