package dev.apk8s.lake.snapshot;

import dev.apk8s.lake.row.Column;
import dev.apk8s.lake.row.RowWriter;
import dev.apk8s.lake.snapshot.Manifest.ManifestFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files of a snapshot, one after another: there is always one, and another when one has reached its bound. */
final class FileSeries implements Closeable {
    private final Snapshot snapshot;
    private final List<Column> columns;
    private final SnapshotProperties.Files bounds;
    private final SnapshotLake lake;
    private final Path directory;
    private final List<ManifestFile> files = new ArrayList<>();
    private @Nullable SpoolFile spool;
    private @Nullable RowWriter writer;
    private long rowsInFile;
    private long rows;
    private long bytes;

    FileSeries(Snapshot snapshot, List<Column> columns, SnapshotProperties.Files bounds, SnapshotLake lake) {
        this.snapshot = snapshot;
        this.columns = columns;
        this.bounds = bounds;
        this.lake = lake;
        Path given = bounds.directory();
        this.directory = given == null ? Path.of(System.getProperty("java.io.tmpdir")) : given;
    }

    void add(@Nullable String[] row) throws IOException {
        RowWriter open = writer;
        if (open != null && open.size() >= bounds.largest().toBytes()) {
            put();
            open = null;
        }
        if (open == null) {
            open = begin();
        }
        open.write(row);
        rowsInFile++;
        rows++;
    }

    /** Puts what is not in the lake yet, and tells of all files. */
    List<ManifestFile> end() throws IOException {
        if (writer == null) {
            if (!files.isEmpty()) {
                return List.copyOf(files);
            }
            begin();
        }
        put();
        return List.copyOf(files);
    }

    long rows() {
        return rows;
    }

    /** So far, of all files. */
    long bytes() {
        RowWriter open = writer;
        return bytes + (open == null ? 0 : open.size());
    }

    private RowWriter begin() throws IOException {
        SpoolFile file = new SpoolFile(directory);
        spool = file;
        RowWriter open = snapshot.target().format().open(file.output(), columns,
                Math.toIntExact(bounds.rowGroup().toBytes()));
        writer = open;
        rowsInFile = 0;
        return open;
    }

    private void put() throws IOException {
        try (SpoolFile file = spool; RowWriter open = writer) {
            if (file == null || open == null) {
                return;
            }
            open.close();
            file.complete();
            String key = snapshot.target().dataKey(files.size() + 1);
            lake.putData(snapshot.bucket(), key, file, snapshot.target().format().contentType());
            files.add(new ManifestFile(snapshot.target().bucket(), key, file.size(), rowsInFile, file.sha256()));
            bytes += file.size();
        } finally {
            spool = null;
            writer = null;
        }
    }

    @Override
    public void close() throws IOException {
        SpoolFile file = spool;
        if (file != null) {
            file.close();
        }
    }
}
