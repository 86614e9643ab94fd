package dev.apk8s.warehouse.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.warehouse.lake.Lake;
import dev.apk8s.warehouse.lake.LakeObject;

/** Finds the columns of Parquet files in their footers (https://parquet.apache.org/docs/file-format/). */
@Component
final class ParquetInspector {
    private static final String MAGIC = "PAR1";
    private static final int TAIL = 8;
    private static final int LARGEST_FOOTER = 4 << 20;

    private final Lake lake;

    ParquetInspector(Lake lake) {
        this.lake = lake;
    }

    Draft inspect(String authorization, TableSource source, SourceFiles files,
            @Nullable List<TableRequest.Column> wanted) {
        List<Misfit> misfits = new ArrayList<>();
        files.others().forEach(other -> misfits.add(Misfit.ofFile(other, "is not a Parquet file by its name")));
        List<TableColumn> columns = null;
        for (LakeObject file : files.sample()) {
            Optional<List<SchemaElement>> fields = fields(authorization, source.requiredBucket(), file);
            if (fields.isEmpty()) {
                misfits.add(Misfit.ofFile(file.key(), "is not a Parquet file"));
            } else if (columns == null) {
                columns = columns(file.key(), fields.get(), misfits);
            } else {
                compare(file.key(), columns, fields.get(), misfits);
            }
        }
        if (columns == null || columns.isEmpty()) {
            throw new ProblemException(TableError.TABLE_FILES_DO_NOT_FIT,
                    "No file has a column that a table can have.").with("misfits", misfits);
        }
        return new Draft(source.resolved(FileFormat.PARQUET, false),
                wanted == null ? columns : TableRequest.Column.byName(columns, wanted), files, List.copyOf(misfits));
    }

    private Optional<List<SchemaElement>> fields(String authorization, String bucket, LakeObject file) {
        if (file.size() < TAIL + MAGIC.length()) {
            return Optional.empty();
        }
        byte[] tail = lake.read(authorization, bucket, file, file.size() - TAIL, TAIL);
        if (tail.length != TAIL || !new String(tail, 4, 4, StandardCharsets.US_ASCII).equals(MAGIC)) {
            return Optional.empty();
        }
        int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (length <= 0 || length > LARGEST_FOOTER || length > file.size() - TAIL) {
            return Optional.empty();
        }
        byte[] footer = lake.read(authorization, bucket, file, file.size() - TAIL - length, length);
        try {
            List<SchemaElement> schema = Util.readFileMetaData(new ByteArrayInputStream(footer), true).getSchema();
            return Optional.ofNullable(schema).filter(elements -> !elements.isEmpty()).map(ParquetTypes::topFields);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static List<TableColumn> columns(String object, List<SchemaElement> fields, List<Misfit> misfits) {
        List<TableColumn> columns = new ArrayList<>();
        for (SchemaElement field : fields) {
            Optional<ColumnType> type = ParquetTypes.type(field);
            String name = String.valueOf(field.getName());
            if (type.isPresent()) {
                columns.add(new TableColumn(name.toLowerCase(Locale.ROOT), type.get(), name, type.get()));
            } else {
                misfits.add(new Misfit(object, null, name, null,
                        "is nested, or of a type that no column of a table has"));
            }
        }
        return columns;
    }

    private static void compare(String object, List<TableColumn> columns, List<SchemaElement> fields,
            List<Misfit> misfits) {
        for (SchemaElement field : fields) {
            columns.stream().filter(column -> column.found().equals(field.getName())).findFirst().ifPresent(column -> {
                ColumnType type = ParquetTypes.type(field).orElse(null);
                if (!column.stored().equals(type)) {
                    misfits.add(new Misfit(object, null, column.name(), null, "is "
                            + (type == null ? "of another type" : type.sql()) + " here, and " + column.stored().sql()
                            + " in the first file"));
                }
            });
        }
    }
}
