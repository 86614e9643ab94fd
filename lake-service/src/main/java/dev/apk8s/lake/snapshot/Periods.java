package dev.apk8s.lake.snapshot;

import dev.apk8s.lake.snapshot.Schedule.Cursor;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.table.EventTable;
import dev.apk8s.platform.table.Revisioned;
import dev.apk8s.platform.table.TableConflictException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes the snapshots of schedules, one period after another: the next is made when the one before it is over, so that
 * it begins where that ended. All instances do this at the same time; the log lets one of them succeed.
 */
@Component
final class Periods {
    private static final Logger log = LoggerFactory.getLogger(Periods.class);
    private static final int STEPS = 1_000;
    /** Until a schedule is looked at again, when something that it needs was not there. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final EventTable<Schedule> schedules;
    private final SnapshotRecords records;
    private final SnapshotPlanner planner;
    private final FormerManifests former;
    private final SnapshotMeters meters;
    private final HourlyProperties properties;
    /** Only the looking thread uses it. */
    private final Map<String, Instant> paused = new HashMap<>();

    Periods(EventTable<Schedule> snapshotSchedules, SnapshotRecords records, SnapshotPlanner planner,
            FormerManifests former, SnapshotMeters meters, HourlyProperties properties) {
        this.schedules = snapshotSchedules;
        this.records = records;
        this.planner = planner;
        this.former = former;
        this.meters = meters;
        this.properties = properties;
    }

    /** The beginning of the period that a time is in. */
    Instant beginningOf(Instant time) {
        long period = properties.period().toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), period) * period);
    }

    /** Makes what is due. */
    void look(Instant now) {
        Duration lag = Duration.ZERO;
        for (Revisioned<Schedule> entry : schedules.after(null).values()) {
            Schedule schedule = entry.value();
            if (!paused.getOrDefault(schedule.key(), Instant.EPOCH).isAfter(now)) {
                goOnAsFarAsPossible(schedule.key(), now);
            }
            Duration late = Duration.between(end(schedule.cursor().next()).plus(properties.settle()), now);
            lag = late.compareTo(lag) > 0 ? late : lag;
        }
        meters.lag(lag);
    }

    private void goOnAsFarAsPossible(String key, Instant now) {
        paused.remove(key);
        try {
            for (int step = 0; step < STEPS && goOn(key, now); step++) {
                log.debug("Schedule {} went on", key);
            }
        } catch (ProblemException | UncheckedIOException away) {
            log.warn("Schedule {} waits: {}", key, away.getMessage());
            paused.put(key, now.plus(PAUSE));
        } catch (TableConflictException other) {
            log.debug("Another instance went on with {}", key, other);
        }
    }

    /** Returns whether there may be more to do at once. */
    private boolean goOn(String key, Instant now) {
        Optional<Revisioned<Schedule>> found = schedules.find(key);
        if (found.isEmpty()) {
            return false;
        }
        Schedule schedule = found.get().value();
        Instant next = schedule.cursor().next();
        Instant end = end(next);
        if (end.plus(properties.settle()).isAfter(now)) {
            return false;
        }
        Instant oldest = now.minus(properties.catchUp());
        if (end.isBefore(oldest)) {
            Instant first = beginningOf(oldest);
            lost(schedule, next, first, "they are longer ago than apk8s.lake.snapshots.hourly.catch-up");
            move(found.get(), new Cursor(first, Map.of()));
            return true;
        }
        Optional<Snapshot> known = records.find(schedule.tenant(), SnapshotIds.periodic(schedule, next));
        if (known.isPresent()) {
            if (known.get().run().state().isOver()) {
                move(found.get(), Cursor.after(end, known.get().source().partitions()));
                return true;
            }
            return false;
        }
        return make(found.get(), end, now);
    }

    private boolean make(Revisioned<Schedule> found, Instant end, Instant now) {
        Schedule schedule = found.value();
        Instant from = schedule.cursor().next();
        Target target = Target.periodic(schedule.place().bucket(), schedule.place().prefix(), from,
                properties.period(), schedule.place().format());
        Optional<Cursor> taken = former.cursorAfter(schedule, target, end);
        if (taken.isPresent()) {
            move(found, taken.get());
            return true;
        }
        Optional<Source> source = planner.following(schedule, end);
        if (source.isEmpty()) {
            lost(schedule, from, end, "the log does not have their events any more");
            move(found, new Cursor(end, schedule.cursor().begins()));
            return true;
        }
        if (records.isFull()) {
            log.warn("Schedule {} waits: too many snapshots are remembered", schedule.key());
            return false;
        }
        records.create(new Snapshot(SnapshotIds.periodic(schedule, from), schedule.tenant(), source.get(), target,
                new Cause(now, null, null), Run.waiting(now)));
        return false;
    }

    private Instant end(Instant begin) {
        return beginningOf(begin).plus(properties.period());
    }

    private void move(Revisioned<Schedule> found, Cursor to) {
        Schedule schedule = found.value();
        schedules.replace(schedule.key(), schedule.at(to), found.revision());
    }

    private void lost(Schedule schedule, Instant from, Instant to, String why) {
        long count = Math.max(1, Duration.between(from, to).dividedBy(properties.period()));
        log.warn("{} periods of {} from {} on are not taken: {}", count, schedule.key(), from, why);
        meters.periodsLost(count);
    }
}
