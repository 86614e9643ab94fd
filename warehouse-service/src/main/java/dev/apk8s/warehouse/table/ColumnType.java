package dev.apk8s.warehouse.table;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A type that a column of a table over files may have.
 *
 * @param precision all digits of a decimal; 0 for other types
 * @param scale digits of a decimal after the point
 */
record ColumnType(Kind kind, int precision, int scale) {
    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d{1,2}),\\s*(\\d{1,2})\\)");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");
    private static final int MOST_DIGITS = 38;

    enum Kind {
        BOOLEAN,
        TINYINT,
        SMALLINT,
        INTEGER,
        BIGINT,
        REAL,
        DOUBLE,
        DECIMAL,
        VARCHAR,
        VARBINARY,
        DATE,
        TIMESTAMP,
        TIMESTAMP_WITH_TIME_ZONE
    }

    static ColumnType of(Kind kind) {
        return new ColumnType(kind, 0, 0);
    }

    /** The type of this name, such as {@code decimal(12,2)}; empty if there is none. */
    static Optional<ColumnType> parse(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT);
        Matcher decimal = DECIMAL.matcher(plain);
        if (decimal.matches()) {
            int precision = Integer.parseInt(decimal.group(1));
            int scale = Integer.parseInt(decimal.group(2));
            return precision >= 1 && precision <= MOST_DIGITS && scale <= precision
                    ? Optional.of(new ColumnType(Kind.DECIMAL, precision, scale))
                    : Optional.empty();
        }
        for (Kind kind : Kind.values()) {
            if (kind != Kind.DECIMAL && plain.equals(name(kind))) {
                return Optional.of(of(kind));
            }
        }
        return Optional.empty();
    }

    /** As the engine's SQL names it. */
    String sql() {
        return kind == Kind.DECIMAL ? "decimal(" + precision + "," + scale + ")" : name(kind);
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether a field of a CSV file is a value of this type, as {@link #read} makes it one; an empty field is null. */
    boolean fits(String field) {
        if (field.isEmpty()) {
            return true;
        }
        return switch (kind) {
            case BOOLEAN -> field.equalsIgnoreCase("true") || field.equalsIgnoreCase("false");
            case TINYINT -> isWhole(field, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SMALLINT -> isWhole(field, Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> isWhole(field, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT -> isWhole(field, Long.MIN_VALUE, Long.MAX_VALUE);
            case REAL, DOUBLE -> NUMBER.matcher(field).matches();
            case DECIMAL -> isDecimal(field);
            case VARCHAR -> true;
            case VARBINARY -> false;
            case DATE -> parses(field, LocalDate::parse);
            case TIMESTAMP -> parses(field.replace(' ', 'T'), LocalDateTime::parse);
            case TIMESTAMP_WITH_TIME_ZONE -> parses(field, OffsetDateTime::parse);
        };
    }

    /** The expression that makes a value of this type of a CSV file's field; one that does not fit fails the query. */
    String read(String field) {
        String given = "nullif(" + field + ", '')";
        return switch (kind) {
            case VARCHAR -> field;
            case TIMESTAMP -> "CAST(replace(" + given + ", 'T', ' ') AS timestamp)";
            case TIMESTAMP_WITH_TIME_ZONE -> "from_iso8601_timestamp(" + given + ")";
            case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL, VARBINARY, DATE -> "CAST(" + given
                    + " AS " + sql() + ")";
        };
    }

    private static boolean isWhole(String field, long least, long most) {
        try {
            long value = Long.parseLong(field);
            return value >= least && value <= most;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private boolean isDecimal(String field) {
        if (!NUMBER.matcher(field).matches()) {
            return false;
        }
        BigDecimal value = new BigDecimal(field).stripTrailingZeros();
        return value.scale() <= scale && value.precision() - value.scale() <= precision - scale;
    }

    private static boolean parses(String text, Parser parser) {
        try {
            parser.parse(text);
            return true;
        } catch (DateTimeException _) {
            return false;
        }
    }

    private interface Parser {
        Object parse(CharSequence text);
    }
}
