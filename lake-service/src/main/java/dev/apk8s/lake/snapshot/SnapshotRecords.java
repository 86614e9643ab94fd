package dev.apk8s.lake.snapshot;

import dev.apk8s.platform.table.EventTable;
import dev.apk8s.platform.table.Revisioned;
import dev.apk8s.platform.table.TableConflictException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** All snapshots that are remembered, and which of them are not over. */
@Component
final class SnapshotRecords {
    private static final Logger log = LoggerFactory.getLogger(SnapshotRecords.class);
    private static final int ATTEMPTS = 10;
    private static final int FORGOTTEN_AT_ONCE = 100;
    /** Behind the separator of tenant and id. */
    private static final char AFTER_SEPARATOR = '/' + 1;

    private final EventTable<Snapshot> table;
    private final SnapshotProperties.Records bounds;
    private final ConcurrentHashMap<String, Snapshot> open = new ConcurrentHashMap<>();

    SnapshotRecords(EventTable<Snapshot> snapshotTable, SnapshotProperties properties) {
        this.table = snapshotTable;
        this.bounds = properties.records();
        snapshotTable.onChange((key, now) -> {
            if (now.isPresent() && !now.get().run().state().isOver()) {
                open.put(key, now.get());
            } else {
                open.remove(key);
            }
        });
    }

    Optional<Snapshot> find(String tenant, String id) {
        return table.get(Snapshot.key(tenant, id));
    }

    Optional<Snapshot> find(String key) {
        return table.get(key);
    }

    /** A tenant's, the latest first, those before an id. */
    Stream<Snapshot> latest(String tenant, String before) {
        NavigableMap<String, Revisioned<Snapshot>> own = table.after(null).subMap(tenant + "/", true,
                before.isEmpty() ? tenant + AFTER_SEPARATOR : Snapshot.key(tenant, before), false);
        return own.descendingMap().values().stream().map(Revisioned::value);
    }

    /** Those that wait or are under way, the oldest first. */
    List<Snapshot> open() {
        return open.values().stream().sorted(Comparator.comparing(Snapshot::id)).toList();
    }

    boolean isFull() {
        return table.isFull();
    }

    void create(Snapshot snapshot) {
        table.create(snapshot.key(), snapshot);
    }

    /**
     * Changes a snapshot, unless it meanwhile became one that is not to be changed.
     *
     * @return what it is now; empty if it was not changed
     */
    Optional<Snapshot> change(String key, Predicate<Snapshot> still, UnaryOperator<Run> change) {
        for (int attempt = 1;; attempt++) {
            Optional<Revisioned<Snapshot>> current = table.find(key).filter(entry -> still.test(entry.value()));
            if (current.isEmpty()) {
                return Optional.empty();
            }
            Snapshot snapshot = current.get().value();
            Snapshot changed = snapshot.with(change.apply(snapshot.run()));
            try {
                table.replace(key, changed, current.get().revision());
                return Optional.of(changed);
            } catch (TableConflictException other) {
                if (attempt == ATTEMPTS) {
                    throw other;
                }
                log.debug("Snapshot {} was changed by somebody else", key, other);
            }
        }
    }

    /** Forgets what is over for long, or makes room when it gets tight. */
    void forget(Instant now) {
        Duration keep = table.size() > bounds.most() / 10L * 9 ? Duration.ZERO : bounds.keep();
        table.after(null).entrySet().stream().filter(entry -> {
            Run run = entry.getValue().value().run();
            return run.state().isOver() && run.touched().plus(keep).isBefore(now);
        }).sorted(Comparator.comparing(entry -> entry.getValue().value().run().touched())).limit(FORGOTTEN_AT_ONCE)
                .toList().forEach(entry -> {
                    try {
                        table.delete(entry.getKey(), entry.getValue().revision());
                    } catch (TableConflictException other) {
                        log.debug("Another instance forgot {}", entry.getKey(), other);
                    }
                });
    }
}
