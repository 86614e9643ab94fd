package dev.apk8s.lake.snapshot;

import dev.apk8s.lake.row.Catalogue;
import dev.apk8s.lake.row.FieldScan;
import dev.apk8s.platform.table.EventTable;
import dev.apk8s.platform.table.Revisioned;
import dev.apk8s.platform.table.TableConflictException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The catalogues of all streams, by tenant. */
@Component
final class ColumnBook {
    private static final Logger log = LoggerFactory.getLogger(ColumnBook.class);
    private static final int ATTEMPTS = 20;

    private final EventTable<StreamColumns> table;

    ColumnBook(EventTable<StreamColumns> snapshotColumns) {
        this.table = snapshotColumns;
    }

    Catalogue of(Snapshot snapshot) {
        return table.get(key(snapshot)).map(StreamColumns::catalogue).orElse(Catalogue.EMPTY);
    }

    /** Adds what was seen, and returns the catalogue that has it. */
    Catalogue add(Snapshot snapshot, FieldScan seen) {
        String key = key(snapshot);
        for (int attempt = 1;; attempt++) {
            Optional<Revisioned<StreamColumns>> known = table.find(key);
            Catalogue before = known.map(entry -> entry.value().catalogue()).orElse(Catalogue.EMPTY);
            Catalogue after = seen.addedTo(before);
            if (after == before) {
                return before;
            }
            try {
                if (known.isPresent()) {
                    table.replace(key, new StreamColumns(after), known.get().revision());
                } else {
                    table.create(key, new StreamColumns(after));
                }
                return after;
            } catch (TableConflictException other) {
                if (attempt == ATTEMPTS) {
                    throw other;
                }
                log.debug("Others add columns to {} too", key, other);
            }
        }
    }

    private static String key(Snapshot snapshot) {
        return snapshot.tenant() + "/" + snapshot.source().stream();
    }
}
