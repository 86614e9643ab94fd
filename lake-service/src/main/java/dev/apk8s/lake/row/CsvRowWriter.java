package dev.apk8s.lake.row;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes CSV. */
final class CsvRowWriter implements RowWriter {
    private final CountingStream counted;
    private final CsvWriter csv;
    private boolean closed;

    CsvRowWriter(OutputStream file, List<Column> columns) {
        counted = new CountingStream(file);
        csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).quoteStrategy(QuoteStrategies.EMPTY)
                .build(counted, StandardCharsets.UTF_8);
        csv.writeRecord(columns.stream().map(Column::name).toList());
    }

    @Override
    public void write(@Nullable String[] row) {
        csv.writeRecord(row);
    }

    @Override
    public long size() {
        return counted.getPos();
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            csv.close();
        }
    }
}
