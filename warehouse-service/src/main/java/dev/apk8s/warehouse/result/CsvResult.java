package dev.apk8s.warehouse.result;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import dev.apk8s.warehouse.engine.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.ProblemDetail;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** RFC 4180: a header, CRLF, an empty field for null and {@code ""} for an empty text; lists, maps and rows as JSON. */
final class CsvResult implements ResultWriter {
    private final Writer characters;
    private final CsvWriter out;
    private final JsonMapper json;
    private final JsonValues values;
    private List<ResultColumn> columns = List.of();

    CsvResult(OutputStream stream, JsonMapper json, JsonValues values) {
        characters = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
        out = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).quoteStrategy(QuoteStrategies.EMPTY)
                .build(characters);
        this.json = json;
        this.values = values;
    }

    @Override
    public void begin(String query, List<Column> found) {
        columns = ResultColumn.of(found);
        out.writeRecord(columns.stream().map(ResultColumn::name).toList());
    }

    @Override
    public void row(JsonParser in) {
        var line = out.writeRecord();
        for (ResultColumn column : columns) {
            JsonToken token = in.nextToken();
            line.writeField(token == JsonToken.VALUE_NULL ? null : field(column.type(), in));
        }
        line.endRecord();
        JsonResult.Rows.end(in);
    }

    private String field(ColumnType type, JsonParser in) {
        return switch (type) {
            case ColumnType.Scalar scalar -> switch (scalar.kind()) {
                case TIMESTAMP -> Times.timestamp(in.getString());
                case TIMESTAMP_WITH_ZONE -> Times.timestampWithZone(in.getString());
                case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL, VARBINARY, DATE, TIME,
                        TIME_WITH_ZONE, INTERVAL_DAY, INTERVAL_YEAR, TEXT ->
                    in
                            .getString();
            };
            case ColumnType.Array _,ColumnType.Map _,ColumnType.Row _ -> nested(type, in);
        };
    }

    private String nested(ColumnType type, JsonParser in) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = json.createGenerator(text)) {
            values.write(type, in, generator);
        }
        return text.toString();
    }

    @Override
    public void endOfPage() throws IOException {
        flush();
    }

    @Override
    public void end(boolean truncated) throws IOException {
        flush();
    }

    /** The form has no place for an error: nothing more is written, and the connection breaks off. */
    @Override
    public void fail(ProblemDetail problem) throws IOException {
        flush();
    }

    private void flush() throws IOException {
        out.flush();
        characters.flush();
    }

    @Override
    public void close() {
        // The writer's buffers are small and their target is the response's.
    }
}
