package dev.apk8s.warehouse.query;

import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.problem.Problems;
import dev.apk8s.warehouse.engine.Column;
import dev.apk8s.warehouse.engine.EngineClient;
import dev.apk8s.warehouse.engine.EngineSession;
import dev.apk8s.warehouse.engine.ResultPage;
import dev.apk8s.warehouse.result.JsonResult;
import dev.apk8s.warehouse.result.ResultWriters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.core.exc.JacksonIOException;

/** Gives results page by page. A page is the engine's own, so that the one read last can be read again. */
@Component
final class QueryPages {
    private final EngineClient engine;
    private final ResultWriters writers;
    private final PageSeal seal;
    private final QueryPlaces places;
    private final QueryProperties properties;
    private final Problems problems;

    QueryPages(EngineClient engine, ResultWriters writers, PageSeal seal, QueryPlaces places,
            QueryProperties properties, Problems problems) {
        this.engine = engine;
        this.writers = writers;
        this.seal = seal;
        this.places = places;
        this.properties = properties;
        this.problems = problems;
    }

    PageToken open(String page, String query, Caller caller) {
        return seal.open(page, query, caller, Instant.now());
    }

    String seal(PageToken token, String position, long rows) {
        return seal.seal(token.at(position, rows, Instant.now().plus(properties.pageLifetime())));
    }

    /** The engine's page at the token's position. */
    ResultPage read(PageToken token) {
        places.touch(token.query());
        try {
            ResultPage page = engine.next(token.position(), EngineSession.as(token.user()));
            if (!page.hasRows()) {
                ResultStream.failIfFailed(page);
            }
            return page;
        } catch (ProblemException failed) {
            if (!failed.code().status().is5xxServerError()) {
                places.release(token.query());
            }
            throw failed;
        }
    }

    void write(ResultPage page, PageToken token, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(ResultStream.QUERY_HEADER, token.query());
        try (JsonResult writer = writers.page(response.getOutputStream(), token.bigintsAsText())) {
            @Nullable
            List<Column> columns = page.columns();
            writer.begin(token.query(), columns == null ? List.of() : columns);
            try {
                writeRows(page, token, writer);
            } catch (ProblemException failed) {
                var problem = problems.problem(failed.code(), failed.detail(), request.getRequestURI());
                failed.members().forEach(problem::setProperty);
                writer.fail(problem);
                places.release(token.query());
                BrokenOffFilter.mark(request);
            }
        } catch (UncheckedIOException | JacksonIOException gone) {
            throw new IOException("The client went away", gone);
        }
    }

    private void writeRows(ResultPage page, PageToken token, JsonResult writer) {
        long rows = token.rowsBefore();
        boolean cut = false;
        while (!cut && page.nextRow()) {
            if (rows == token.maxRows()) {
                if (!token.cut()) {
                    engine.cancel(token.query(), EngineSession.as(token.user()));
                    throw ResultStream.tooManyRows(token.maxRows());
                }
                cut = true;
            } else {
                writer.row(page.values());
                rows++;
            }
        }
        if (!cut) {
            ResultStream.failIfFailed(page);
        }
        String next = page.next();
        if (cut) {
            engine.cancel(token.query(), EngineSession.as(token.user()));
        }
        boolean last = cut || next == null;
        if (last) {
            places.release(token.query());
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("state", cut ? "FINISHED" : page.stats().state());
        members.put("progress", cut ? null : ShownQuery.Progress.of(page.stats()));
        members.put("next", cut || next == null ? null : seal(token, next, rows));
        writer.end(cut, members);
    }
}
