package dev.apk8s.warehouse.result;

import java.io.OutputStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes writers. Arrow's vectors lie outside of the heap, within one bound for all results together. */
@Component
public final class ResultWriters implements AutoCloseable {
    private final JsonMapper json;
    private final BufferAllocator memory;

    ResultWriters(JsonMapper json, ResultProperties properties) {
        this.json = json;
        memory = new RootAllocator(properties.arrowMemory().toBytes());
    }

    /** @param bigintAsText whether JSON has bigints as text */
    public ResultWriter of(ResultFormat format, OutputStream stream, boolean bigintAsText) {
        JsonValues values = new JsonValues(bigintAsText);
        return switch (format) {
            case JSON -> new JsonResult(stream, json, values);
            case NDJSON -> new NdjsonResult(stream, json, values);
            case CSV -> new CsvResult(stream, json, values);
            case ARROW -> new ArrowResult(stream,
                    memory.newChildAllocator("result", 0, memory.getLimit()));
        };
    }

    /** For a page, whose end has members of its own. */
    public JsonResult page(OutputStream stream, boolean bigintAsText) {
        return new JsonResult(stream, json, new JsonValues(bigintAsText));
    }

    @Override
    public void close() {
        memory.close();
    }
}
