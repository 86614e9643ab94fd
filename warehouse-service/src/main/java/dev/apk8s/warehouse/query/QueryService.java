package dev.apk8s.warehouse.query;

import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.warehouse.engine.EngineClient;
import dev.apk8s.warehouse.engine.EngineError;
import dev.apk8s.warehouse.engine.EngineProperties;
import dev.apk8s.warehouse.engine.EngineSession;
import dev.apk8s.warehouse.engine.QueryInfo;
import dev.apk8s.warehouse.engine.ResultPage;
import dev.apk8s.warehouse.engine.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Hands queries over to the engine, and finds and ends those of a caller. */
@Component
final class QueryService {
    private static final Pattern QUERY_ID = Pattern.compile("[A-Za-z0-9_]{1,64}");

    private final EngineClient engine;
    private final QueryProperties properties;
    private final String source;
    private final QueryPlaces places;

    QueryService(EngineClient engine, EngineProperties engineProperties, QueryProperties properties,
            QueryPlaces places) {
        this.engine = engine;
        this.source = engineProperties.source();
        this.properties = properties;
        this.places = places;
    }

    /**
     * A query that was handed over.
     *
     * @param page that was read last
     * @param position of the page that has the first rows, or where they will be; null if there are none
     */
    record Submitted(ResultPage page, @Nullable String position) {}

    /** Hands a query over and waits a moment: most errors, and what is done quickly, are known by then. */
    Submitted submit(Caller caller, QueryRequest request) {
        QueryPlaces.Place place = places.take(caller);
        try {
            Statement statement = statement(caller, request);
            Submitted submitted = waited(engine.submit(statement), statement.session(), place);
            if (submitted.position() == null) {
                place.close();
            }
            return submitted;
        } catch (RuntimeException failed) {
            place.close();
            throw failed;
        }
    }

    private Submitted waited(ResultPage first, EngineSession session, QueryPlaces.Place place) {
        Instant until = Instant.now().plus(properties.submitWait());
        ResultPage page = first;
        String position = null;
        place.belongsTo(page.query());
        while (true) {
            if (page.hasRows()) {
                return new Submitted(page, position);
            }
            ResultStream.failIfFailed(page);
            String next = page.next();
            if (next == null || Instant.now().isAfter(until)) {
                return new Submitted(page, next);
            }
            page.close();
            position = next;
            page = engine.next(next, session);
        }
    }

    /** Hands a query over whose result is read at once; the caller holds the place meanwhile. */
    ResultPage start(Caller caller, QueryRequest request) {
        return engine.submit(statement(caller, request));
    }

    Statement statement(Caller caller, QueryRequest request) {
        if (request.schema() != null && request.catalog() == null) {
            throw ProblemException.invalidField("catalog", "is required where a schema is given");
        }
        EngineSession session = EngineSession.of(caller).in(request.catalog(), request.schema())
                .within(limit(request.timeout()));
        return new Statement(request.sql(), request.literals(), session);
    }

    /** The token with what a result is given by; it stands nowhere yet. */
    PageToken token(Caller caller, QueryRequest request, String query) {
        Long asked = request.maxRows();
        if (asked != null && asked > properties.maxRows()) {
            throw ProblemException.invalidField("maxRows", "must be at most " + properties.maxRows());
        }
        return new PageToken(query, "", PageSeal.callerOf(caller), EngineSession.of(caller).user(), 0,
                asked == null ? properties.maxRows() : asked, asked != null, request.bigintsAsText(), Instant.EPOCH);
    }

    /** The caller's queries, the newest first, as far back as the engine remembers. */
    List<QueryInfo> list(Caller caller, int limit) {
        return sessions(caller).flatMap(session -> engine.list(session).stream())
                .filter(query -> isOf(caller, query)).collect(Collectors.toMap(QueryInfo::id, query -> query,
                        (first, _) -> first))
                .values().stream().sorted(Comparator.comparing(QueryInfo::id).reversed()).limit(limit).toList();
    }

    QueryInfo require(Caller caller, String id) {
        if (!QUERY_ID.matcher(id).matches()) {
            throw noSuch(id);
        }
        return sessions(caller).flatMap(session -> find(id, session).stream()).filter(query -> isOf(caller, query))
                .findFirst().orElseThrow(() -> noSuch(id));
    }

    private Optional<QueryInfo> find(String id, EngineSession session) {
        try {
            return Optional.of(engine.info(id, session));
        } catch (ProblemException failed) {
            if (failed.code() == EngineError.QUERY_GONE) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    /** The engine shows a query to its own session user only, and a caller may have been, or been lent, another access. */
    private static Stream<EngineSession> sessions(Caller caller) {
        return Stream.of(EngineSession.READER, EngineSession.WRITER)
                .map(access -> EngineSession.as(EngineSession.user(caller, access)));
    }

    void cancel(Caller caller, String id) {
        QueryInfo query = require(caller, id);
        engine.cancel(id, EngineSession.as(query.user()));
        places.release(id);
    }

    private boolean isOf(Caller caller, QueryInfo query) {
        return query.source().equals(source) && (query.user().equals(EngineSession.user(caller, EngineSession.READER))
                || query.user().equals(EngineSession.user(caller, EngineSession.WRITER)));
    }

    Duration limit(@Nullable Duration asked) {
        if (asked == null) {
            return properties.timeout();
        }
        if (asked.isNegative() || asked.isZero() || asked.compareTo(properties.maxTimeout()) > 0) {
            throw ProblemException.invalidField("timeout",
                    "must be longer than nothing and at most " + properties.maxTimeout());
        }
        return asked;
    }

    private static ProblemException noSuch(String id) {
        return new ProblemException(QueryError.NO_SUCH_QUERY, "There is no query " + id
                + " of yours that the engine remembers.");
    }
}
