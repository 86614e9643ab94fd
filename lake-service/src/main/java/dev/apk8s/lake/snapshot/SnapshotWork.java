package dev.apk8s.lake.snapshot;

import dev.apk8s.lake.eventlog.EventsExpiredException;
import dev.apk8s.lake.eventlog.RangeReader;
import dev.apk8s.lake.eventlog.RangeReaders;
import dev.apk8s.lake.row.Catalogue;
import dev.apk8s.lake.row.Column;
import dev.apk8s.lake.row.FieldScan;
import dev.apk8s.lake.row.Rows;
import dev.apk8s.lake.snapshot.Manifest.ManifestFile;
import dev.apk8s.lake.snapshot.Run.Outcome;
import dev.apk8s.lake.snapshot.Run.Progress;
import dev.apk8s.platform.event.EventHeaders;
import dev.apk8s.platform.identity.Caller;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes a snapshot: reads its events once to know their columns, and again to write them; puts the files, and then the
 * manifest. Every attempt reads the same events and writes the same bytes, and nothing is overwritten, so it may be
 * broken off anywhere, and begun by two at once.
 */
@Component
final class SnapshotWork {
    /** The code of a failure. */
    static final String OBJECT_DIFFERS = "OBJECT_DIFFERS";

    private final RangeReaders readers;
    private final ColumnBook book;
    private final SnapshotLake lake;
    private final SnapshotProperties properties;
    private final JsonMapper json;

    SnapshotWork(RangeReaders readers, ColumnBook book, SnapshotLake lake, SnapshotProperties properties,
            JsonMapper json) {
        this.readers = readers;
        this.book = book;
        this.lake = lake;
        this.properties = properties;
        this.json = json;
    }

    /**
     * Returns when the lake has all of it.
     *
     * @throws SnapshotFailedException if it is of no use to try again
     * @throws AssignmentLostException if the work is somebody else's now
     */
    Outcome perform(Assignment assignment) throws IOException {
        try (RangeReader reader = readers.open()) {
            List<Column> all = columns(assignment, reader);
            Snapshot snapshot = assignment.snapshot();
            Rows rows = new Rows(all, chosen(all, snapshot.target().columns()));
            List<ManifestFile> files = write(assignment, reader, rows);
            assignment.check();
            byte[] manifest = Manifest.of(snapshot, rows.columns(), files).canonical(json);
            lake.putManifest(snapshot.bucket(), snapshot.target().manifestKey(), manifest);
            return Outcome.done(files.size(), Sha256.of(manifest));
        } catch (EventsExpiredException expired) {
            throw new SnapshotFailedException("EVENTS_EXPIRED",
                    "The log deleted events of the range before they were read.", expired);
        } catch (ObjectDiffersException differs) {
            throw new SnapshotFailedException(OBJECT_DIFFERS, String.valueOf(differs.getMessage()), differs);
        }
    }

    private List<Column> columns(Assignment assignment, RangeReader reader) throws IOException {
        Snapshot snapshot = assignment.snapshot();
        int decided = snapshot.run().columns().version();
        if (decided > 0) {
            assignment.progress(new Progress(snapshot.source().length(), 0, 0));
            return book.of(snapshot).columns(decided);
        }
        FieldScan scan = new FieldScan(book.of(snapshot), properties.files().mostColumns());
        reader.read(snapshot.source().topic(), snapshot.source().partitions(), new RangeReader.Taker() {
            @Override
            public void take(ConsumerRecord<String, byte[]> entry) {
                byte[] data = entry.value();
                if (data != null && isOf(snapshot.tenant(), entry)) {
                    scan.see(data);
                }
            }

            @Override
            public void passed(long passed) {
                assignment.check();
                assignment.progress(new Progress(assignment.progress().passed() + passed, 0, 0));
            }
        });
        Catalogue catalogue = book.add(snapshot, scan);
        assignment.decide(catalogue.version());
        return catalogue.columns(catalogue.version());
    }

    private List<ManifestFile> write(Assignment assignment, RangeReader reader, Rows rows) throws IOException {
        Snapshot snapshot = assignment.snapshot();
        try (FileSeries files = new FileSeries(snapshot, rows.columns(), properties.files(), lake)) {
            reader.read(snapshot.source().topic(), snapshot.source().partitions(), new RangeReader.Taker() {
                @Override
                public void take(ConsumerRecord<String, byte[]> entry) throws IOException {
                    if (isOf(snapshot.tenant(), entry)) {
                        files.add(rows.row(EventHeaders.read(entry), entry.timestamp()));
                    }
                }

                @Override
                public void passed(long passed) {
                    assignment.check();
                    assignment.progress(
                            new Progress(assignment.progress().passed() + passed, files.rows(), files.bytes()));
                }
            });
            List<ManifestFile> written = files.end();
            assignment.progress(new Progress(assignment.progress().passed(), files.rows(), files.bytes()));
            return written;
        }
    }

    /** Shared streams have the events of all tenants. */
    private static boolean isOf(String tenant, ConsumerRecord<String, byte[]> entry) {
        return tenant.equals(Objects.requireNonNullElse(EventHeaders.text(entry.headers(), EventHeaders.TENANT),
                Caller.DEFAULT_TENANT));
    }

    private static List<Column> chosen(List<Column> all, List<String> wanted) {
        if (wanted.isEmpty()) {
            return all;
        }
        Map<String, Column> byName = all.stream().collect(Collectors.toMap(Column::name, Function.identity()));
        List<String> unknown = wanted.stream().filter(name -> !byName.containsKey(name)).toList();
        if (!unknown.isEmpty()) {
            throw new SnapshotFailedException("NO_SUCH_COLUMN", "The stream has no columns " + unknown
                    + ": no event so far had such fields.");
        }
        return wanted.stream().map(name -> Objects.requireNonNull(byName.get(name))).toList();
    }
}
