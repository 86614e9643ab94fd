package dev.apk8s.lake.row;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/** How rows are written. */
public enum Format {
    /** RFC 4180, UTF-8, with a header. No value is nothing, an empty text is two quotes. */
    CSV("text/csv; charset=utf-8"),
    /** Apache Parquet, compressed with Zstandard. */
    PARQUET("application/vnd.apache.parquet");

    private final String contentType;

    Format(String contentType) {
        this.contentType = contentType;
    }

    /** As requests name it; also the ending of files' names. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String contentType() {
        return contentType;
    }

    /** @throws IllegalArgumentException if there is none of this label */
    @JsonCreator
    public static Format of(String label) {
        for (Format format : values()) {
            if (format.label().equals(label)) {
                return format;
            }
        }
        throw new IllegalArgumentException("must be csv or parquet");
    }

    /**
     * Begins a file.
     *
     * @param rowGroup how many bytes of rows Parquet collects before it writes them
     */
    public RowWriter open(OutputStream file, List<Column> columns, int rowGroup) throws IOException {
        return switch (this) {
            case CSV -> new CsvRowWriter(file, columns);
            case PARQUET -> new ParquetRowWriter(file, columns, rowGroup);
        };
    }
}
