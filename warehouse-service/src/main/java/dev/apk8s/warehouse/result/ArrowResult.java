package dev.apk8s.warehouse.result;

import dev.apk8s.warehouse.engine.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import tools.jackson.core.JsonParser;

/**
 * Arrow's IPC stream (<a href="https://arrow.apache.org/docs/format/Columnar.html">the format</a>), in batches of at
 * most {@link #BATCH_ROWS} rows and one page of the engine's. A result that broke off has no end-of-stream marker.
 */
final class ArrowResult implements ResultWriter {
    private static final int BATCH_ROWS = 8_192;

    private final OutputStream stream;
    private final BufferAllocator allocator;
    private List<ResultColumn> columns = List.of();
    private @Nullable VectorSchemaRoot vectors;
    private @Nullable ArrowStreamWriter out;
    private int rows;

    /** @param allocator this result's own; closed with it */
    ArrowResult(OutputStream stream, BufferAllocator allocator) {
        this.stream = stream;
        this.allocator = allocator;
    }

    @Override
    public void begin(String query, List<Column> found) throws IOException {
        columns = ResultColumn.of(found);
        Schema schema = new Schema(columns.stream()
                .map(column -> ArrowTypes.field(column.key(), column.typeName(), column.type())).toList());
        VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
        vectors = root;
        ArrowStreamWriter writer = new ArrowStreamWriter(root, null, Channels.newChannel(stream));
        out = writer;
        writer.start();
    }

    @Override
    public void row(JsonParser in) throws IOException {
        VectorSchemaRoot root = root();
        for (int i = 0; i < columns.size(); i++) {
            in.nextToken();
            var vector = root.getVector(i);
            while (vector.getValueCapacity() <= rows) {
                vector.reAlloc();
            }
            ArrowValues.set(vector, rows, columns.get(i).type(), in);
        }
        JsonResult.Rows.end(in);
        rows++;
        if (rows == BATCH_ROWS) {
            writeBatch();
        }
    }

    @Override
    public void endOfPage() throws IOException {
        if (rows > 0) {
            writeBatch();
        }
    }

    @Override
    public void end(boolean truncated) throws IOException {
        endOfPage();
        if (out != null) {
            out.end();
        }
    }

    @Override
    public void fail(ProblemDetail problem) {
        // No end-of-stream marker: readers tell that the stream is cut.
    }

    @Override
    public void close() {
        if (vectors != null) {
            vectors.close();
        }
        allocator.close();
    }

    private void writeBatch() throws IOException {
        VectorSchemaRoot root = root();
        root.setRowCount(rows);
        if (out != null) {
            out.writeBatch();
        }
        root.clear();
        rows = 0;
    }

    private VectorSchemaRoot root() {
        if (vectors == null) {
            throw new IllegalStateException("The result has not begun");
        }
        return vectors;
    }
}
