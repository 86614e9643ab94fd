package dev.apk8s.lake.snapshot;

import dev.apk8s.lake.eventlog.PartitionRange;
import dev.apk8s.lake.row.Column;
import dev.apk8s.lake.row.ColumnType;
import dev.apk8s.lake.row.Format;
import dev.apk8s.lake.row.Origin;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a snapshot is. It says nothing of who wrote it or when, so that every attempt comes to the same bytes.
 *
 * @param version of this form
 * @param createdAt when the snapshot was decided
 * @param bytes of all files
 */
record Manifest(int version, String id, String tenant, String stream, String topic, Format format, Instant from,
        Instant to, Instant createdAt, long rows, long bytes, List<ManifestColumn> columns,
        List<PartitionRange> partitions, List<ManifestFile> files) {
    private static final int FORM = 1;

    /**
     * @param field the field of the events' JSON that it comes from; null for what the platform knows of an event
     */
    record ManifestColumn(String name, ColumnType type, @Nullable String field) {
        static ManifestColumn of(Column column) {
            return new ManifestColumn(column.name(), column.type(),
                    column.origin() instanceof Origin.Field field ? field.name() : null);
        }
    }

    /**
     * @param bucket as the tenant knows it
     * @param sha256 in hexadecimal
     */
    record ManifestFile(String bucket, String key, long bytes, long rows, String sha256) {}

    static Manifest of(Snapshot snapshot, List<Column> columns, List<ManifestFile> files) {
        Source source = snapshot.source();
        return new Manifest(FORM, snapshot.id(), snapshot.tenant(), source.stream(), source.topic(),
                snapshot.target().format(), source.from(), source.to(), snapshot.cause().created(),
                files.stream().mapToLong(ManifestFile::rows).sum(),
                files.stream().mapToLong(ManifestFile::bytes).sum(),
                columns.stream().map(ManifestColumn::of).toList(), source.partitions(), files);
    }

    /** The JSON, in the one form that RFC 8785 leaves: its checksum stands for its content. */
    byte[] canonical(JsonMapper json) throws IOException {
        return new JsonCanonicalizer(json.writeValueAsBytes(this)).getEncodedUTF8();
    }
}
