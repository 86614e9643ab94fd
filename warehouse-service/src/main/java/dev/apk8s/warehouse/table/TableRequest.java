package dev.apk8s.warehouse.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import dev.apk8s.platform.problem.ProblemException;

/**
 * A table to be made of files.
 *
 * @param columns inferred if not given. Of CSV files, all columns in the files' order, of any name; of Parquet files,
 * those that are wanted, by the files' names
 */
@Schema(name = "TableRequest")
record TableRequest(@Nullable String schema, @Nullable String name, @NotNull @Nullable TableSource source,
        @Nullable List<Column> columns) {

    TableSource requiredSource() {
        if (source == null) {
            throw ProblemException.invalidField("source", "is required");
        }
        return source;
    }

    /** @param type such as {@code varchar}, {@code bigint}, {@code decimal(12,2)} or {@code date} */
    @Schema(name = "TableColumn")
    record Column(@Nullable String name, @Schema(example = "date") @Nullable String type) {
        private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

        /** The columns found, under the names and types that are wanted, one by one. */
        static List<TableColumn> inOrder(List<TableColumn> found, List<Column> wanted) {
            if (wanted.size() != found.size()) {
                throw ProblemException.invalidField("columns",
                        "must be " + found.size() + ", as many as the files have, but are " + wanted.size());
            }
            List<TableColumn> columns = new ArrayList<>();
            Set<String> taken = new HashSet<>();
            for (int index = 0; index < wanted.size(); index++) {
                columns.add(wanted.get(index).of(found.get(index), index, taken));
            }
            return columns;
        }

        /** Those of the columns found that are wanted, with the types that are wanted. */
        static List<TableColumn> byName(List<TableColumn> found, List<Column> wanted) {
            List<TableColumn> columns = new ArrayList<>();
            Set<String> taken = new HashSet<>();
            for (int index = 0; index < wanted.size(); index++) {
                Column column = wanted.get(index);
                String field = "columns[" + index + "].name";
                TableColumn match = found.stream().filter(each -> each.name().equals(column.name())).findFirst()
                        .orElseThrow(() -> ProblemException.invalidField(field,
                                "the files have no column '" + column.name() + "'"));
                columns.add(column.of(match, index, taken));
            }
            if (columns.isEmpty()) {
                throw ProblemException.invalidField("columns", "must be at least one");
            }
            return columns;
        }

        private TableColumn of(TableColumn found, int index, Set<String> taken) {
            String field = "columns[" + index + "]";
            String given = name == null ? found.name() : name;
            if (!NAME.matcher(given).matches()) {
                throw ProblemException.invalidField(field + ".name",
                        "must be lower case letters, digits and '_', at most 63");
            }
            if (!taken.add(given)) {
                throw ProblemException.invalidField(field + ".name", "'" + given + "' is there twice");
            }
            ColumnType wanted = type == null
                    ? found.type()
                    : ColumnType.parse(type).orElseThrow(() -> ProblemException.invalidField(field + ".type",
                            "must be one of boolean, tinyint, smallint, integer, bigint, real, double, decimal(p,s),"
                                    + " varchar, varbinary, date, timestamp, timestamp with time zone"));
            return found.as(given, wanted);
        }
    }
}
