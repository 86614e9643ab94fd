package dev.apk8s.warehouse.result;

import dev.apk8s.warehouse.engine.Column;
import java.io.OutputStream;
import java.util.List;
import org.springframework.http.ProblemDetail;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.json.JsonMapper;

/** One object a line, with the columns' names; of two columns of one name the second is {@code name_2}. */
final class NdjsonResult implements ResultWriter {
    private final JsonGenerator out;
    private final JsonValues values;
    private ResultColumn[] columns = {};
    private SerializableString[] names = {};

    NdjsonResult(OutputStream stream, JsonMapper json, JsonValues values) {
        this.out = JsonResult.generator(json, stream);
        this.values = values;
    }

    @Override
    public void begin(String query, List<Column> found) {
        columns = ResultColumn.of(found).toArray(ResultColumn[]::new);
        names = new SerializableString[columns.length];
        for (int i = 0; i < columns.length; i++) {
            names[i] = new SerializedString(columns[i].key());
        }
    }

    @Override
    public void row(JsonParser in) {
        out.writeStartObject();
        for (int i = 0; i < columns.length; i++) {
            in.nextToken();
            out.writeName(names[i]);
            values.write(columns[i].type(), in, out);
        }
        JsonResult.Rows.end(in);
        out.writeEndObject();
        out.writeRaw('\n');
    }

    @Override
    public void endOfPage() {
        out.flush();
    }

    @Override
    public void end(boolean truncated) {
        out.flush();
    }

    @Override
    public void fail(ProblemDetail problem) {
        out.writeStartObject();
        out.writeName("error");
        out.writePOJO(problem);
        out.writeEndObject();
        out.writeRaw('\n');
        out.flush();
    }

    @Override
    public void close() {
        // The generator's buffer is small and its target is the response's.
    }
}
