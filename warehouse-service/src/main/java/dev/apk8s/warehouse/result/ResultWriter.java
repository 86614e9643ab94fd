package dev.apk8s.warehouse.result;

import dev.apk8s.warehouse.engine.Column;
import java.io.IOException;
import java.util.List;
import org.springframework.http.ProblemDetail;
import tools.jackson.core.JsonParser;

/**
 * Writes one result: its columns, its rows, and how it ended. A client that went away shows as an
 * {@link IOException}, or one wrapped in the unchecked exception of the form's library.
 */
public interface ResultWriter extends AutoCloseable {
    void begin(String query, List<Column> columns) throws IOException;

    /** @param values on the start of the row's array; on its end afterwards */
    void row(JsonParser values) throws IOException;

    /** Called after each page of the engine's: what is held back is written. */
    void endOfPage() throws IOException;

    /** The result is whole, or cut where the caller asked for it. */
    void end(boolean truncated) throws IOException;

    /** The result broke off. What is written says so where the form has a way to; the connection breaks off as well. */
    void fail(ProblemDetail problem) throws IOException;

    /** Frees what is held; writes nothing. */
    @Override
    void close();
}
