package dev.apk8s.warehouse.engine;

import dev.apk8s.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs statements. The engine's errors come as problems: see {@link EngineError}.
 */
@Component
public final class EngineClient {
    private final EngineHttp http;
    private final EngineProperties properties;
    private final JsonMapper json;

    EngineClient(EngineHttp http, EngineProperties properties) {
        this.http = http;
        this.properties = properties;
        int longest = Math.toIntExact(properties.maxPage().toBytes());
        json = new JsonMapper(JsonFactory.builder().streamReadConstraints(
                StreamReadConstraints.builder().maxStringLength(longest).maxNumberLength(longest).build()).build());
    }

    /** Hands a statement over; the first page seldom has more than the query's id and where to go on. */
    public ResultPage submit(Statement statement) {
        if (statement.sql().length() > properties.maxSql()) {
            throw ProblemException.invalidField("sql", "is longer than " + properties.maxSql() + " characters");
        }
        return page(http.submit(statement));
    }

    /**
     * Reads on. The engine answers when it has rows, or after a second without; the page that was read last can be read
     * again, an earlier one is {@link EngineError#QUERY_GONE}.
     *
     * @param position from {@link ResultPage#next}
     */
    public ResultPage next(String position, EngineSession session) {
        return page(http.get(Positions.checked(position), session.user()));
    }

    /** @throws ProblemException {@link EngineError#QUERY_GONE} if the engine does not know it (any more) */
    public QueryInfo info(String query, EngineSession session) {
        return QueryInfoReader.read(json.createParser(http.get("/v1/query/" + query, session.user())));
    }

    /** The queries that the engine remembers and lets the session see; as a rule its last hundred. */
    public List<QueryInfo> list(EngineSession session) {
        return QueryInfoReader.readList(json.createParser(http.get("/v1/query", session.user())));
    }

    /** Ends a query, whatever it is doing; one that has ended is left alone. */
    public void cancel(String query, EngineSession session) {
        http.delete("/v1/query/" + query, session.user());
    }

    /**
     * Runs a statement and takes its whole result, which must be small.
     *
     * @param maxRows how many rows may come; more are an error of the caller's
     */
    public Rows read(Statement statement, int maxRows) {
        return whole(submit(statement), statement.session(), maxRows);
    }

    /** Names and types of what a statement would give, as the session may know them; nothing is run. */
    public Rows describeOutput(Statement statement, int maxColumns) {
        return whole(page(http.describeOutput(statement)), statement.session(), maxColumns);
    }

    private Rows whole(ResultPage first, EngineSession session, int maxRows) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        ResultPage page = first;
        while (true) {
            try (ResultPage reading = page) {
                while (reading.nextRow()) {
                    if (rows.size() == maxRows) {
                        cancel(reading.query(), session);
                        throw new ProblemException(EngineError.ENGINE_PAGE_TOO_LARGE,
                                "The answer has more than " + maxRows + " rows.");
                    }
                    rows.add(Values.row(reading.values()));
                }
                EngineFailure failure = reading.failure();
                if (failure != null) {
                    throw failure.problem(reading.query());
                }
                String next = reading.next();
                if (next == null) {
                    List<Column> columns = reading.columns();
                    return new Rows(columns == null ? List.of() : columns, rows, reading.updateType(),
                            reading.updateCount());
                }
                page = next(next, session);
            }
        }
    }

    /** Runs a statement that has no result, such as {@code CREATE TABLE}, to its end. */
    public Rows execute(Statement statement) {
        return read(statement, 1);
    }

    private ResultPage page(byte[] body) {
        try {
            return new ResultPage(json.createParser(body), body.length);
        } catch (JacksonException malformed) {
            throw new ProblemException(EngineError.ENGINE_FAILED, "The engine's answer is not JSON.", malformed);
        }
    }
}
