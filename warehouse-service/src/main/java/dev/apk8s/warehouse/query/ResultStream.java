package dev.apk8s.warehouse.query;

import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.problem.Problems;
import dev.apk8s.warehouse.engine.Column;
import dev.apk8s.warehouse.engine.EngineClient;
import dev.apk8s.warehouse.engine.EngineFailure;
import dev.apk8s.warehouse.engine.EngineSession;
import dev.apk8s.warehouse.engine.ResultPage;
import dev.apk8s.warehouse.result.ResultFormat;
import dev.apk8s.warehouse.result.ResultWriter;
import dev.apk8s.warehouse.result.ResultWriters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.core.exc.JacksonIOException;

/**
 * Writes a whole result while it is read. What goes wrong before the first row is a problem like any other; what goes
 * wrong later breaks the connection off, so that no part of a result can be taken for the whole.
 */
@Component
final class ResultStream {
    private static final Logger log = LoggerFactory.getLogger(ResultStream.class);
    private static final int BUFFER_BYTES = 64 * 1024;
    static final String QUERY_HEADER = "Apk8s-Query";

    private final EngineClient engine;
    private final ResultWriters writers;
    private final Problems problems;

    ResultStream(EngineClient engine, ResultWriters writers, Problems problems) {
        this.engine = engine;
        this.writers = writers;
        this.problems = problems;
    }

    /**
     * @param first a page of the query's
     * @param token what is asked for: limits and forms; its position is not used
     */
    void write(ResultPage first, PageToken token, ResultFormat format, HttpServletRequest request,
            HttpServletResponse response) throws InterruptedException {
        EngineSession session = EngineSession.as(token.user());
        try (PageSource pages = new PageSource(engine, session, first)) {
            List<Column> columns = untilRows(pages);
            response.setContentType(format == ResultFormat.CSV ? "text/csv;charset=UTF-8" : format.type().toString());
            response.setHeader(QUERY_HEADER, token.query());
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setBufferSize(BUFFER_BYTES);
            try (ResultWriter writer = writers.of(format, response.getOutputStream(), token.bigintsAsText())) {
                writeRows(pages, columns, token, writer, request, response);
            }
        } catch (IOException | UncheckedIOException | JacksonIOException gone) {
            log.debug("The client of query {} went away: {}", token.query(), gone.getMessage());
            cancel(token.query(), session);
        } catch (RuntimeException | InterruptedException failed) {
            cancel(token.query(), session);
            if (!response.isCommitted()) {
                // A problem has another type than the result would have had.
                response.reset();
            }
            throw failed;
        }
    }

    private void writeRows(PageSource pages, List<Column> columns, PageToken token, ResultWriter writer,
            HttpServletRequest request, HttpServletResponse response) throws IOException, InterruptedException {
        writer.begin(token.query(), columns);
        try {
            boolean truncated = copy(pages, token, writer, response);
            writer.end(truncated);
            if (truncated) {
                cancel(token.query(), EngineSession.as(token.user()));
            }
        } catch (UncheckedIOException | JacksonIOException gone) {
            throw gone;
        } catch (ProblemException failed) {
            breakOff(failed, token, writer, request);
        } catch (RuntimeException failed) {
            log.error("The result of query {} broke off", token.query(), failed);
            breakOff(new ProblemException(CommonError.INTERNAL_ERROR,
                    "The error was logged; name the trace id when you report it.", failed), token, writer, request);
        }
    }

    /** @return whether the caller's limit cut the result */
    private boolean copy(PageSource pages, PageToken token, ResultWriter writer, HttpServletResponse response)
            throws IOException, InterruptedException {
        long rows = token.rowsBefore();
        while (true) {
            ResultPage page = pages.current();
            if (page == null) {
                return false;
            }
            boolean some = page.hasRows();
            while (page.nextRow()) {
                if (rows == token.maxRows()) {
                    if (token.cut()) {
                        return true;
                    }
                    throw tooManyRows(token.maxRows());
                }
                writer.row(page.values());
                rows++;
            }
            failIfFailed(page);
            if (some) {
                writer.endOfPage();
                response.flushBuffer();
            }
            pages.advance();
        }
    }

    static ProblemException tooManyRows(long limit) {
        return new ProblemException(QueryError.ROW_LIMIT_EXCEEDED, "The result has more than " + limit
                + " rows. Ask for fewer with 'maxRows' or in the statement, or have it written to the lake with 'target'.")
                .with("limit", limit);
    }

    /** Columns are known long before rows, and most errors come between the two. */
    private static List<Column> untilRows(PageSource pages) throws InterruptedException {
        List<Column> columns = null;
        while (true) {
            ResultPage page = pages.current();
            if (page == null) {
                return columns == null ? List.of() : columns;
            }
            columns = page.columns() == null ? columns : page.columns();
            if (page.hasRows()) {
                return columns == null ? List.of() : columns;
            }
            failIfFailed(page);
            pages.advance();
        }
    }

    static void failIfFailed(ResultPage page) {
        @Nullable
        EngineFailure failure = page.failure();
        if (failure != null) {
            throw failure.problem(page.query());
        }
    }

    private void breakOff(ProblemException failed, PageToken token, ResultWriter writer, HttpServletRequest request)
            throws IOException {
        log.warn("The result of query {} broke off: {} {}", token.query(), failed.code().name(), failed.detail());
        cancel(token.query(), EngineSession.as(token.user()));
        var problem = problems.problem(failed.code(), failed.detail(), request.getRequestURI());
        failed.members().forEach(problem::setProperty);
        writer.fail(problem);
        BrokenOffFilter.mark(request);
    }

    private void cancel(String query, EngineSession session) {
        try {
            engine.cancel(query, session);
        } catch (ProblemException away) {
            log.warn("Query {} could not be cancelled, the engine gives it up by itself: {}", query, away.detail());
        }
    }
}
