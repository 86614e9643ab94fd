package dev.apk8s.warehouse.query;

import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.warehouse.engine.EngineClient;
import dev.apk8s.warehouse.engine.EngineProperties;
import dev.apk8s.warehouse.engine.EngineSession;
import dev.apk8s.warehouse.engine.Literals;
import dev.apk8s.warehouse.engine.ResultPage;
import dev.apk8s.warehouse.engine.Rows;
import dev.apk8s.warehouse.engine.Statement;
import dev.apk8s.warehouse.lake.Lake;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes a result to the lake as Parquet. The columns are asked for as the caller; the service user makes an external
 * table over the empty prefix, which callers may not; the rows are inserted as the caller, so that what is read is what
 * the caller may read; then the table is dropped, which leaves the objects.
 */
@Component
class ResultTargets {
    private static final Logger log = LoggerFactory.getLogger(ResultTargets.class);
    private static final int MAX_COLUMNS = 1_000;
    private static final int NAME = 0;
    private static final int TYPE = 4;

    private final EngineClient engine;
    private final EngineProperties engineProperties;
    private final TargetProperties properties;
    private final QueryService queries;
    private final QueryPlaces places;
    private final Lake lake;

    ResultTargets(EngineClient engine, EngineProperties engineProperties, TargetProperties properties,
            QueryService queries, QueryPlaces places, Lake lake) {
        this.engine = engine;
        this.engineProperties = engineProperties;
        this.properties = properties;
        this.queries = queries;
        this.places = places;
        this.lake = lake;
    }

    /** @param authorization the caller's, for the lake */
    ShownQuery write(Caller caller, QueryRequest request, QueryRequest.Target target, String authorization) {
        if (!caller.may(Role.OPERATOR) && !caller.may(Role.SCIENTIST)) {
            throw new ProblemException(CommonError.FORBIDDEN,
                    "Results are written to the lake by operators, scientists and administrators.");
        }
        if (request.maxRows() != null) {
            throw ProblemException.invalidField("maxRows",
                    "does not go with 'target': say LIMIT in the statement");
        }
        QueryPlaces.Place place = places.take(caller);
        try {
            requireEmpty(target, authorization);
            return started(caller, request, target, place);
        } catch (RuntimeException failed) {
            place.close();
            throw failed;
        }
    }

    private void requireEmpty(QueryRequest.Target target, String authorization) {
        if (!lake.list(authorization, target.bucket(), target.directory(), null).objects().isEmpty()) {
            throw new ProblemException(QueryError.TARGET_NOT_EMPTY,
                    "target.prefix: there are objects under " + target.directory() + " already.")
                    .with("field", "target.prefix");
        }
    }

    private ShownQuery started(Caller caller, QueryRequest request, QueryRequest.Target target,
            QueryPlaces.Place place) {
        // A statement that inserts needs a writer's access; what it inserts is read with the same rights as a reader's.
        Statement asked = queries.statement(caller, request);
        EngineSession session = new EngineSession(EngineSession.user(caller, EngineSession.WRITER),
                asked.session().catalog(), asked.session().schema(), asked.session().limit());
        String columns = columns(new Statement(asked.sql(), asked.parameters(), session));
        Table table = new Table(schema(caller), "result_" + UUID.randomUUID().toString().replace("-", ""));
        create(table, columns, location(caller, target));
        try {
            // On a line of its own, so that positions in errors are those of the caller's statement.
            ResultPage first = engine.submit(new Statement("INSERT INTO "
                    + Literals.path(properties.catalog(), table.schema(), table.name()) + "\n" + asked.sql(),
                    asked.parameters(), session));
            place.belongsTo(first.query());
            ShownQuery shown = ShownQuery.of(first, null, "lake:" + target.bucket() + "/" + target.directory());
            Thread.ofVirtual().name("result-to-lake").start(() -> follow(first, session, table, place));
            return shown;
        } catch (RuntimeException failed) {
            drop(table);
            throw failed;
        }
    }

    private record Table(String schema, String name) {}

    /** The engine goes on only as long as somebody asks how far it has come. */
    private void follow(ResultPage first, EngineSession session, Table table, QueryPlaces.Place place) {
        try (place) {
            ResultPage page = first;
            while (page.toEnd().failure() == null && page.next() != null) {
                page = engine.next(page.next(), session);
            }
            if (page.failure() != null) {
                log.info("The result of query {} was not written: {}", page.query(), page.failure().name());
            }
        } catch (ProblemException failed) {
            log.warn("Query {} is not followed any more: {}", first.query(), failed.detail());
        } finally {
            drop(table);
        }
    }

    /** Names and types, as the caller's session may know them. */
    private String columns(Statement statement) {
        Rows described = engine.describeOutput(statement, MAX_COLUMNS);
        List<String> columns = described.rows().stream()
                .map(row -> Literals.name(String.valueOf(row.get(NAME))) + " " + row.get(TYPE)).toList();
        if (columns.isEmpty()) {
            throw ProblemException.invalidField("sql", "has no result to write");
        }
        return columns.stream().collect(Collectors.joining(", "));
    }

    private void create(Table table, String columns, String location) {
        EngineSession service = EngineSession.as(engineProperties.serviceUser());
        engine.execute(Statement.of(service,
                "CREATE SCHEMA IF NOT EXISTS " + Literals.path(properties.adminCatalog(), table.schema())));
        engine.execute(Statement.of(service,
                "CREATE TABLE " + Literals.path(properties.adminCatalog(), table.schema(), table.name()) + " ("
                        + columns + ") WITH (format = 'PARQUET', external_location = " + Literals.text(location)
                        + ")"));
    }

    private void drop(Table table) {
        try {
            engine.execute(Statement.of(EngineSession.as(engineProperties.serviceUser()), "DROP TABLE IF EXISTS "
                    + Literals.path(properties.adminCatalog(), table.schema(), table.name())));
        } catch (ProblemException failed) {
            log.warn("The table {}.{} was not dropped; it can be by hand: {}", table.schema(), table.name(),
                    failed.detail());
        }
    }

    private String schema(Caller caller) {
        return (isDefault(caller) ? "" : caller.tenant() + "__") + properties.schema();
    }

    private static String location(Caller caller, QueryRequest.Target target) {
        return "s3://" + (isDefault(caller) ? "" : caller.tenant() + "--") + target.bucket() + "/"
                + target.directory();
    }

    private static boolean isDefault(Caller caller) {
        return caller.tenant().equals(Caller.DEFAULT_TENANT);
    }
}
