package dev.apk8s.warehouse.table;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.warehouse.engine.Literals;

/** The name of a table, as a tenant says it, and as the engine knows it. */
record TableName(String tenant, String schema, String name) {
    private static final Pattern NAME = Pattern.compile("(?!.*__)[a-z][a-z0-9_]{0,62}");
    private static final String RULE = "must be lower case letters, digits and single '_', beginning with a letter, at most 63";
    /** What the table over the files is called; the engine shows it to nobody but the service. */
    private static final String FILES = "__files";

    static TableName of(Caller caller, @Nullable String schema, @Nullable String name) {
        return new TableName(caller.tenant(), checked("schema", schema), checked("name", name));
    }

    /** The table of an engine's name, if a table over files is called so. */
    static TableName ofFiles(Caller caller, String engineSchema, String table) {
        String prefix = prefix(caller.tenant());
        return new TableName(caller.tenant(), engineSchema.substring(prefix.length()),
                table.substring(0, table.length() - FILES.length()));
    }

    static String prefix(String tenant) {
        return tenant.equals(Caller.DEFAULT_TENANT) ? "" : tenant + "__";
    }

    String engineSchema() {
        return prefix(tenant) + schema;
    }

    /** The view that users see. */
    String view(String catalog) {
        return Literals.path(catalog, engineSchema(), name);
    }

    /** The table over the files. */
    String files(String catalog) {
        return Literals.path(catalog, engineSchema(), filesName());
    }

    String filesName() {
        return name + FILES;
    }

    /** As users say it in SQL. */
    String inSql(String catalog) {
        return catalog + "." + engineSchema() + "." + name;
    }

    private static String checked(String field, @Nullable String value) {
        if (value == null || !NAME.matcher(value).matches() || value.equals("information_schema")) {
            throw ProblemException.invalidField(field, RULE);
        }
        return value;
    }
}
