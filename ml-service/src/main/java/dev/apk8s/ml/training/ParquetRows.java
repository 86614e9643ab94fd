package dev.apk8s.ml.training;

import dev.apk8s.platform.problem.ProblemException;
import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.schema.ColumnSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of a Parquet file without nested columns. */
final class ParquetRows {
    private ParquetRows() {}

    static void read(Path file, DataBuilder builder) {
        try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(file))) {
            if (!reader.getFileSchema().isFlatSchema()) {
                throw DataBuilder.invalid("The Parquet file has nested columns.");
            }
            List<String> names = reader.getFileSchema().getColumns().stream().map(ColumnSchema::name).toList();
            builder.header(names);
            try (RowReader rows = reader.rowReader()) {
                long number = 0;
                while (rows.hasNext()) {
                    rows.next();
                    number++;
                    builder.row(number, column -> number(rows.isNull(column) ? null : rows.getValue(column)));
                }
            }
        } catch (ProblemException problem) {
            throw problem;
        } catch (IOException | RuntimeException malformed) {
            throw new ProblemException(TrainingError.DATA_INVALID, "The object is no Parquet file that can be read.",
                    malformed);
        }
    }

    private static double number(@Nullable Object value) {
        return switch (value) {
            case null -> Double.NaN;
            case Number number -> number.doubleValue();
            case Boolean truth -> truth ? 1 : 0;
            default -> throw new NumberFormatException("A " + value.getClass().getSimpleName());
        };
    }
}
