package dev.apk8s.warehouse.table;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Guesses the type of a column from some of its fields: the first of a list that nearly all of them have. A few that do
 * not fit are then shown as such, where a guess that had to fit all would silently make text of everything.
 */
final class TypeGuess {
    private static final double NEARLY_ALL = 0.9;
    /** Most particular first. */
    private static final List<ColumnType.Kind> GUESSED = List.of(ColumnType.Kind.BOOLEAN, ColumnType.Kind.BIGINT,
            ColumnType.Kind.DOUBLE, ColumnType.Kind.DATE, ColumnType.Kind.TIMESTAMP,
            ColumnType.Kind.TIMESTAMP_WITH_TIME_ZONE);
    /** Numbers as they are written by hand for postcodes and the like: as numbers they would lose their zeros. */
    private static final Pattern CODE = Pattern.compile("[+-]?0\\d+.*|\\+.*");

    private final Map<ColumnType.Kind, Integer> fitting = new EnumMap<>(ColumnType.Kind.class);
    private int seen;
    private boolean code;

    void see(String field) {
        if (field.isEmpty()) {
            return;
        }
        seen++;
        code |= CODE.matcher(field).matches();
        for (ColumnType.Kind kind : GUESSED) {
            if (ColumnType.of(kind).fits(field)) {
                fitting.merge(kind, 1, Integer::sum);
            }
        }
    }

    ColumnType type() {
        if (seen > 0) {
            for (ColumnType.Kind kind : GUESSED) {
                boolean number = kind == ColumnType.Kind.BIGINT || kind == ColumnType.Kind.DOUBLE;
                if (fitting.getOrDefault(kind, 0) >= seen * NEARLY_ALL && !(number && code)) {
                    return ColumnType.of(kind);
                }
            }
        }
        return ColumnType.of(ColumnType.Kind.VARCHAR);
    }
}
