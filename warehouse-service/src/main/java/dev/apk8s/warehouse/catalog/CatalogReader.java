package dev.apk8s.warehouse.catalog;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.warehouse.engine.EngineClient;
import dev.apk8s.warehouse.engine.EngineSession;
import dev.apk8s.warehouse.engine.Literals;
import dev.apk8s.warehouse.engine.Rows;
import dev.apk8s.warehouse.engine.Statement;

/** Asks the engine, as the caller, so that nobody sees what the engine would not let them read. */
@Component
final class CatalogReader {
    private static final int MOST = 10_000;
    private static final Set<String> ABSENT = Set.of("CATALOG_NOT_FOUND", "SCHEMA_NOT_FOUND", "TABLE_NOT_FOUND",
            "NOT_FOUND", "PERMISSION_DENIED", "MISSING_CATALOG_NAME", "MISSING_TABLE");

    /** So Trino's connector to the index fails when no index fits a wildcard. */
    private static final String NO_INDEX_FITS = "GENERIC_INTERNAL_ERROR";

    private final EngineClient engine;

    CatalogReader(EngineClient engine) {
        this.engine = engine;
    }

    List<String> catalogs(EngineSession session) {
        return texts(engine.read(Statement.of(session, "SHOW CATALOGS"), MOST));
    }

    List<String> schemas(EngineSession session, String catalog) {
        require(session, catalog);
        return texts(engine.read(Statement.of(session, "SELECT schema_name FROM " + Literals.name(catalog)
                + ".information_schema.schemata WHERE schema_name <> 'information_schema' ORDER BY 1"), MOST));
    }

    List<TableEntry> tables(EngineSession session, String catalog, String schema) {
        require(session, catalog);
        Rows rows = engine.read(Statement.of(session, "SELECT table_name, table_type FROM " + Literals.name(catalog)
                + ".information_schema.tables WHERE table_schema = " + Literals.text(schema) + " ORDER BY 1"), MOST);
        if (rows.rows().isEmpty() && !schemas(session, catalog).contains(schema)) {
            throw ProblemException.notFound("There is no schema '" + schema + "' in catalog '" + catalog + "'.");
        }
        return rows.rows().stream().map(row -> new TableEntry(text(row.getFirst()),
                text(row.get(1)).equals("VIEW") ? TableEntry.Kind.VIEW : TableEntry.Kind.TABLE)).toList();
    }

    TableView table(EngineSession session, String catalog, String schema, String table) {
        Rows rows = found(session, table, "SHOW COLUMNS FROM " + Literals.path(catalog, schema, table), MOST);
        return new TableView(catalog, schema, table, rows.rows().stream()
                .map(row -> new TableView.Column(text(row.getFirst()), text(row.get(1)), comment(row))).toList());
    }

    Sample sample(EngineSession session, TableView table, int limit) {
        Rows rows = found(session, table.name(), "SELECT * FROM "
                + Literals.path(table.catalog(), table.schema(), table.name()) + " LIMIT " + limit, limit);
        return new Sample(rows.columns(), rows.rows());
    }

    String explain(EngineSession session, String sql, ExplainRequest.Type type) {
        Rows rows = engine.read(Statement.of(session, "EXPLAIN (TYPE " + type + ", FORMAT JSON)\n" + sql), 1);
        return text(rows.rows().getFirst().getFirst());
    }

    private void require(EngineSession session, String catalog) {
        if (!catalogs(session).contains(catalog)) {
            throw ProblemException.notFound("There is no catalog '" + catalog + "'.");
        }
    }

    private Rows found(EngineSession session, String table, String sql, int most) {
        try {
            return engine.read(Statement.of(session, sql), most);
        } catch (ProblemException problem) {
            String error = String.valueOf(problem.members().get("engineError"));
            if (ABSENT.contains(error) || table.contains("*") && error.equals(NO_INDEX_FITS)) {
                throw ProblemException.notFound("There is no table '" + table + "' that you may read.");
            }
            throw problem;
        }
    }

    private static List<String> texts(Rows rows) {
        return rows.rows().stream().map(row -> text(row.getFirst())).toList();
    }

    private static @Nullable String comment(List<@Nullable Object> row) {
        Object comment = row.size() > 3 ? row.get(3) : null;
        return comment == null || comment.toString().isBlank() ? null : comment.toString();
    }

    private static String text(@Nullable Object value) {
        return String.valueOf(value);
    }
}
