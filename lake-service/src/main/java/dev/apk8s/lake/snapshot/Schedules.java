package dev.apk8s.lake.snapshot;

import dev.apk8s.lake.snapshot.Schedule.Cursor;
import dev.apk8s.lake.snapshot.Schedule.Place;
import dev.apk8s.lake.store.BucketName;
import dev.apk8s.lake.store.BucketStore;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.table.EventTable;
import dev.apk8s.platform.table.Revisioned;
import dev.apk8s.platform.table.TableConflictException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which streams are taken period by period. */
@Component
final class Schedules {
    private final EventTable<Schedule> table;
    private final SnapshotStreams streams;
    private final BucketStore buckets;
    private final Periods periods;

    Schedules(EventTable<Schedule> snapshotSchedules, SnapshotStreams streams, BucketStore buckets, Periods periods) {
        this.table = snapshotSchedules;
        this.streams = streams;
        this.buckets = buckets;
        this.periods = periods;
    }

    List<Schedule> of(Caller caller) {
        return table.after(null).subMap(caller.tenant() + "/", true, caller.tenant() + (char) ('/' + 1), false).values()
                .stream().map(Revisioned::value).toList();
    }

    Schedule require(Caller caller, String stream) {
        return requireRevision(caller, stream).value();
    }

    /**
     * Declares or changes a schedule.
     *
     * @param from the time of the first period, as far back as the log has it; null for now, or to leave it
     */
    Schedule put(Caller caller, String stream, Place place, @Nullable Instant from) {
        streams.requireTopic(caller.tenant(), stream);
        buckets.require(BucketName.of(caller, place.bucket()));
        requireFree(caller, stream, place);
        Optional<Revisioned<Schedule>> known = table.find(Schedule.key(caller.tenant(), stream));
        known.ifPresent(Schedules::requireOwn);
        Instant now = Instant.now();
        Schedule anew = new Schedule(caller.tenant(), stream, place, now, false,
                new Cursor(periods.beginningOf(from == null ? now : from), Map.of()));
        try {
            if (known.isEmpty()) {
                requireRoom();
                table.create(anew.key(), anew);
                return anew;
            }
            Schedule before = known.get().value();
            Schedule changed = from == null
                    ? new Schedule(before.tenant(), stream, place, before.declared(), false, before.cursor())
                    : anew;
            table.replace(changed.key(), changed, known.get().revision());
            return changed;
        } catch (TableConflictException other) {
            throw changed(stream, other);
        }
    }

    void delete(Caller caller, String stream) {
        Revisioned<Schedule> known = requireRevision(caller, stream);
        requireOwn(known);
        try {
            table.delete(known.value().key(), known.revision());
        } catch (TableConflictException other) {
            throw changed(stream, other);
        }
    }

    private Revisioned<Schedule> requireRevision(Caller caller, String stream) {
        return table.find(Schedule.key(caller.tenant(), stream))
                .orElseThrow(() -> new ProblemException(SnapshotError.NO_SUCH_SCHEDULE,
                        "Stream '" + stream + "' has no schedule."));
    }

    private static void requireOwn(Revisioned<Schedule> schedule) {
        if (schedule.value().configured()) {
            throw new ProblemException(SnapshotError.SCHEDULE_CONFIGURED,
                    "The schedule of '" + schedule.value().stream() + "' is changed in the configuration.");
        }
    }

    private void requireFree(Caller caller, String stream, Place place) {
        of(caller).stream().filter(other -> !other.stream().equals(stream) && other.place().meets(place)).findFirst()
                .ifPresent(other -> {
                    throw new ProblemException(SnapshotError.SCHEDULE_TARGET_TAKEN, "The schedule of '"
                            + other.stream() + "' writes to the same bucket and prefix. Choose another prefix.");
                });
    }

    private void requireRoom() {
        if (table.isFull()) {
            throw new ProblemException(SnapshotError.TOO_MANY_SCHEDULES,
                    "No more than " + table.maxEntries() + " streams can be scheduled.");
        }
    }

    private static ProblemException changed(String stream, TableConflictException cause) {
        return new ProblemException(CommonError.CONFLICT,
                "The schedule of '" + stream + "' was changed by somebody else. Try again.", cause);
    }
}
