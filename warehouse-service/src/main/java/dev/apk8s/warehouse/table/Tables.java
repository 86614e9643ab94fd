package dev.apk8s.warehouse.table;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.warehouse.engine.EngineClient;
import dev.apk8s.warehouse.engine.EngineProperties;
import dev.apk8s.warehouse.engine.EngineSession;
import dev.apk8s.warehouse.engine.Literals;
import dev.apk8s.warehouse.engine.Rows;
import dev.apk8s.warehouse.engine.Statement;

/**
 * Tables over files, in the engine: one over the files as they are, which only the service sees, and a view over it
 * with the columns' types. CSV has no types of its own for the engine. All is done as the service user, after the lake
 * has said that the caller's tenant owns the bucket.
 */
@Component
final class Tables {
    private static final int MOST = 10_000;
    private static final Pattern LOCATION = Pattern.compile("external_location = '([^']+)'");
    private static final Pattern FORMAT = Pattern.compile("\\bformat = '([A-Z]+)'");

    private final EngineClient engine;
    private final EngineSession service;
    private final TableProperties properties;

    Tables(EngineClient engine, EngineProperties engineProperties, TableProperties properties) {
        this.engine = engine;
        this.service = new EngineSession(engineProperties.serviceUser(), null, null, null);
        this.properties = properties;
    }

    void requireAbsent(TableName name) {
        if (exists(name, name.name())) {
            throw new ProblemException(TableError.TABLE_EXISTS,
                    "There is a table '" + name.schema() + "." + name.name() + "' already.");
        }
    }

    /** Makes the table over the files, which nobody sees before {@link #show}. */
    void makeFiles(TableName name, Draft draft, String location) {
        execute("CREATE SCHEMA IF NOT EXISTS "
                + Literals.path(properties.adminCatalog(), name.engineSchema()));
        // One that was left when the view was dropped by SQL, or when the service died between the two.
        dropFiles(name);
        FileFormat format = draft.files().format();
        List<String> options = new ArrayList<>(List.of("format = " + Literals.text(format.name()),
                "external_location = " + Literals.text(location)));
        if (format == FileFormat.CSV) {
            options.add("csv_separator = " + Literals.text(String.valueOf(draft.source().fieldSeparator())));
            options.add("csv_escape = '\"'");
            if (Boolean.TRUE.equals(draft.source().header())) {
                options.add("skip_header_line_count = 1");
            }
        }
        execute("CREATE TABLE " + name.files(properties.adminCatalog()) + " ("
                + draft.columns().stream().map(column -> stored(draft, column) + " " + column.stored().sql())
                        .collect(Collectors.joining(", "))
                + ") WITH (" + String.join(", ", options) + ")");
    }

    /** Makes the view that users see. */
    void show(TableName name, Draft draft) {
        execute("CREATE VIEW " + name.view(properties.adminCatalog()) + " SECURITY DEFINER AS SELECT "
                + draft.columns().stream().map(column -> value(draft, column) + " AS " + Literals.name(column.name()))
                        .collect(Collectors.joining(", "))
                + " FROM " + name.files(properties.adminCatalog()) + condition(draft));
    }

    /** Has the engine read all files, and tells values that do not fit; the first hundred kinds of them. */
    List<Misfit> misfits(TableName name, Draft draft, String location) {
        List<TableColumn> checked = draft.columns().stream()
                .filter(column -> column.type().kind() != ColumnType.Kind.VARCHAR).toList();
        if (draft.files().format() != FileFormat.CSV || checked.isEmpty()) {
            return List.of();
        }
        String rows = checked.stream().map(column -> "ROW(" + Literals.text(column.name()) + ", IF("
                + Literals.name(column.name()) + " <> '' AND TRY(" + column.type().read(Literals.name(column.name()))
                + ") IS NULL, " + Literals.name(column.name()) + "))").collect(Collectors.joining(", "));
        Rows found = engine.read(Statement.of(service.within(properties.checkLimit()),
                "SELECT \"$path\", c, min(v) FROM " + name.files(properties.adminCatalog())
                        + " CROSS JOIN UNNEST(ARRAY[" + rows + "]) AS t(c, v)" + condition(draft)
                        + " AND v IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2 LIMIT 100"),
                100);
        return found.rows().stream().map(row -> {
            TableColumn column = checked.stream().filter(each -> each.name().equals(row.get(1))).findFirst()
                    .orElseThrow();
            String path = String.valueOf(row.getFirst());
            int folder = location.length() - String.valueOf(draft.source().prefix()).length();
            return Misfit.ofValue(path.length() > folder ? path.substring(folder) : path, null, column,
                    String.valueOf(row.get(2)));
        }).toList();
    }

    /** Drops both; the files stay. */
    void drop(TableName name) {
        if (!exists(name, name.name()) && !exists(name, name.filesName())) {
            throw absent(name);
        }
        if (!exists(name, name.filesName())) {
            throw ProblemException.notFound("'" + name.schema() + "." + name.name()
                    + "' is no table over files of the lake; drop it by SQL.");
        }
        execute("DROP VIEW IF EXISTS " + name.view(properties.adminCatalog()));
        dropFiles(name);
    }

    /** Drops the table over the files alone. */
    void dropFiles(TableName name) {
        execute("DROP TABLE IF EXISTS " + name.files(properties.adminCatalog()));
    }

    MadeTable read(TableName name) {
        if (!exists(name, name.filesName()) || !exists(name, name.name())) {
            throw absent(name);
        }
        String made = text(
                engine.read(Statement.of(service, "SHOW CREATE TABLE " + name.files(properties.adminCatalog())), 1));
        List<MadeTable.Column> columns = engine
                .read(Statement.of(service, "SHOW COLUMNS FROM " + name.view(properties.adminCatalog())), MOST).rows()
                .stream()
                .map(row -> new MadeTable.Column(String.valueOf(row.getFirst()), String.valueOf(row.get(1)))).toList();
        return new MadeTable(name.schema(), name.name(), inSql(name),
                FileFormat.valueOf(first(FORMAT, made)), first(LOCATION, made), columns);
    }

    /** The names of a tenant's tables over files. */
    List<TableName> list(Caller caller) {
        String prefix = TableName.prefix(caller.tenant());
        Rows rows = engine.read(Statement.of(service, "SELECT table_schema, table_name FROM "
                + Literals.name(properties.adminCatalog()) + ".information_schema.tables WHERE "
                + (prefix.isEmpty()
                        ? "strpos(table_schema, '__') = 0"
                        : "strpos(table_schema, " + Literals.text(prefix) + ") = 1")
                + " AND table_name LIKE '%\\_\\_files' ESCAPE '\\' ORDER BY 1, 2"), MOST);
        return rows.rows().stream().map(row -> TableName.ofFiles(caller, String.valueOf(row.getFirst()),
                String.valueOf(row.get(1)))).toList();
    }

    String inSql(TableName name) {
        return name.inSql(properties.catalog());
    }

    private boolean exists(TableName name, String table) {
        return !engine.read(Statement.of(service, "SELECT 1 FROM " + Literals.name(properties.adminCatalog())
                + ".information_schema.tables WHERE table_schema = " + Literals.text(name.engineSchema())
                + " AND table_name = " + Literals.text(table)), 1).rows().isEmpty();
    }

    /** Parquet's columns go by the name in the files, those of CSV by their place. */
    private static String stored(Draft draft, TableColumn column) {
        return Literals.name(draft.files().format() == FileFormat.CSV ? column.name() : column.found());
    }

    private static String value(Draft draft, TableColumn column) {
        String field = stored(draft, column);
        if (draft.files().format() == FileFormat.CSV) {
            return column.type().read(field);
        }
        return column.type().equals(column.stored()) ? field : "CAST(" + field + " AS " + column.type().sql() + ")";
    }

    /** The engine reads all that is in the folder: what has another name is left out. */
    private static String condition(Draft draft) {
        return draft.files().format().suffixes().stream().map(suffix -> "\"$path\" LIKE " + Literals.text("%" + suffix))
                .collect(Collectors.joining(" OR ", " WHERE (", ")"));
    }

    private void execute(String sql) {
        engine.execute(Statement.of(service, sql));
    }

    private static String text(Rows rows) {
        return String.valueOf(rows.rows().getFirst().getFirst());
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("The engine tells no " + pattern.pattern());
        }
        return matcher.group(1);
    }

    private static ProblemException absent(TableName name) {
        return ProblemException.notFound("There is no table '" + name.schema() + "." + name.name()
                + "' over files of the lake.");
    }
}
