package dev.apk8s.lake.snapshot;

import dev.apk8s.lake.snapshot.Schedule.Cursor;
import dev.apk8s.lake.snapshot.Schedule.Place;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.start.StartStep;
import dev.apk8s.platform.table.EventTable;
import dev.apk8s.platform.table.EventTables;
import dev.apk8s.platform.table.Revisioned;
import dev.apk8s.platform.table.TableConflictException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Declares the schedules that the configuration names, once the log's tables are known. */
@Component
final class ConfiguredSchedules extends StartStep {
    private static final Logger log = LoggerFactory.getLogger(ConfiguredSchedules.class);

    private final EventTable<Schedule> table;
    private final HourlyProperties properties;
    private final Periods periods;

    ConfiguredSchedules(EventTable<Schedule> snapshotSchedules, HourlyProperties properties, Periods periods) {
        super(EventTables.AFTER_TABLES);
        this.table = snapshotSchedules;
        this.properties = properties;
        this.periods = periods;
    }

    @Override
    protected void run() {
        properties.schedules().forEach((stream, wanted) -> {
            try {
                declare(stream, new Place(wanted.bucket(), SnapshotRequest.prefix(wanted.prefix(), ""),
                        wanted.format()));
            } catch (TableConflictException other) {
                log.debug("Another instance declares the schedule of {}", stream, other);
            }
        });
    }

    private void declare(String stream, Place place) {
        String key = Schedule.key(Caller.DEFAULT_TENANT, stream);
        Optional<Revisioned<Schedule>> known = table.find(key);
        if (known.isEmpty()) {
            Instant now = Instant.now();
            table.create(key, new Schedule(Caller.DEFAULT_TENANT, stream, place, now, true,
                    new Cursor(periods.beginningOf(now), Map.of())));
            return;
        }
        Schedule before = known.get().value();
        if (!before.place().equals(place) || !before.configured()) {
            table.replace(key, new Schedule(before.tenant(), stream, place, before.declared(), true, before.cursor()),
                    known.get().revision());
        }
    }
}
