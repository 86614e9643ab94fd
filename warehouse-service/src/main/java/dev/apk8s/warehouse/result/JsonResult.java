package dev.apk8s.warehouse.result;

import dev.apk8s.warehouse.engine.Column;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.springframework.http.ProblemDetail;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code {"query", "columns": [{"name", "type"}], "rows": [[...]], "rowCount", "truncated"}}, or {@code "error"} at the end. */
public final class JsonResult implements ResultWriter {
    private final JsonGenerator out;
    private final JsonValues values;
    private List<ResultColumn> columns = List.of();
    private long rows;

    JsonResult(OutputStream stream, JsonMapper json, JsonValues values) {
        this.out = generator(json, stream);
        this.values = values;
    }

    /** Closes neither the response nor, where a result broke off, its brackets. */
    static JsonGenerator generator(JsonMapper json, OutputStream stream) {
        return json.rebuild().disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT).disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
                .build().writer().withRootValueSeparator("").createGenerator(stream);
    }

    @Override
    public void begin(String query, List<Column> found) {
        columns = ResultColumn.of(found);
        out.writeStartObject();
        out.writeStringProperty("query", query);
        out.writeArrayPropertyStart("columns");
        for (Column column : found) {
            out.writeStartObject();
            out.writeStringProperty("name", column.name());
            out.writeStringProperty("type", column.type());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayPropertyStart("rows");
    }

    @Override
    public void row(JsonParser in) {
        rows++;
        out.writeStartArray();
        for (ResultColumn column : columns) {
            in.nextToken();
            values.write(column.type(), in, out);
        }
        Rows.end(in);
        out.writeEndArray();
    }

    @Override
    public void endOfPage() {
        out.flush();
    }

    @Override
    public void end(boolean truncated) {
        end(truncated, Map.of());
    }

    /** @param members what else is told of the result; those without a value are left out */
    public void end(boolean truncated, Map<String, ?> members) {
        out.writeEndArray();
        out.writeNumberProperty("rowCount", rows);
        out.writeBooleanProperty("truncated", truncated);
        members.forEach((name, value) -> {
            if (value != null) {
                out.writePOJOProperty(name, value);
            }
        });
        out.writeEndObject();
        out.flush();
    }

    @Override
    public void fail(ProblemDetail problem) {
        out.writeEndArray();
        out.writeName("error");
        out.writePOJO(problem);
        out.writeEndObject();
        out.flush();
    }

    @Override
    public void close() {
        // The generator's buffer is small and its target is the response's.
    }

    /** What rows have in common. */
    static final class Rows {
        private Rows() {}

        static void end(JsonParser in) {
            if (in.nextToken() != JsonToken.END_ARRAY) {
                throw new IllegalStateException("A row has more values than there are columns");
            }
        }
    }
}
