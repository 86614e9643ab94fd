package dev.apk8s.warehouse.result;

import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * Which Arrow type each type of the engine's becomes. What Arrow has no exact type for is text, as in JSON: fractions of
 * more than nine digits, times with a zone, uuid, json and the like. A timestamp with time zone becomes its instant.
 */
final class ArrowTypes {
    private static final int MILLISECONDS = 3;
    private static final int MICROSECONDS = 6;
    private static final int NANOSECONDS = 9;
    private static final int DECIMAL_BITS = 128;

    private ArrowTypes() {}

    /** @param typeName kept as metadata {@code type}, as the engine writes it */
    static Field field(String name, String typeName, ColumnType type) {
        return field(name, type, true, Map.of("type", typeName));
    }

    private static Field field(String name, ColumnType type, boolean nullable, Map<String, String> metadata) {
        return new Field(name, new FieldType(nullable, arrow(type), null, metadata), children(type));
    }

    private static List<Field> children(ColumnType type) {
        return switch (type) {
            case ColumnType.Scalar _ -> List.of();
            case ColumnType.Array array -> List.of(field("item", array.element(), true, Map.of()));
            case ColumnType.Map map -> List.of(new Field(MapVector.DATA_VECTOR_NAME,
                    new FieldType(false, ArrowType.Struct.INSTANCE, null),
                    List.of(field(MapVector.KEY_NAME, map.key(), false, Map.of()),
                            field(MapVector.VALUE_NAME, map.value(), true, Map.of()))));
            case ColumnType.Row row -> row.fields().stream()
                    .map(field -> field(field.name(), field.type(), true, Map.of())).toList();
        };
    }

    private static ArrowType arrow(ColumnType type) {
        return switch (type) {
            case ColumnType.Scalar scalar -> arrow(scalar);
            case ColumnType.Array _ -> ArrowType.List.INSTANCE;
            case ColumnType.Map _ -> new ArrowType.Map(false);
            case ColumnType.Row _ -> ArrowType.Struct.INSTANCE;
        };
    }

    private static ArrowType arrow(ColumnType.Scalar scalar) {
        return switch (scalar.kind()) {
            case BOOLEAN -> ArrowType.Bool.INSTANCE;
            case TINYINT -> new ArrowType.Int(8, true);
            case SMALLINT -> new ArrowType.Int(16, true);
            case INTEGER -> new ArrowType.Int(32, true);
            case BIGINT -> new ArrowType.Int(64, true);
            case REAL -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
            case DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case DECIMAL -> new ArrowType.Decimal(scalar.precision(), scalar.scale(), DECIMAL_BITS);
            case VARBINARY -> ArrowType.Binary.INSTANCE;
            case DATE -> new ArrowType.Date(DateUnit.DAY);
            case TIME -> isExact(scalar)
                    ? new ArrowType.Time(
                            scalar.precision() <= MICROSECONDS ? TimeUnit.MICROSECOND : TimeUnit.NANOSECOND, 64)
                    : ArrowType.Utf8.INSTANCE;
            case TIMESTAMP -> isExact(scalar)
                    ? new ArrowType.Timestamp(unit(scalar.precision()), null)
                    : ArrowType.Utf8.INSTANCE;
            case TIMESTAMP_WITH_ZONE -> isExact(scalar)
                    ? new ArrowType.Timestamp(unit(scalar.precision()), "UTC")
                    : ArrowType.Utf8.INSTANCE;
            case INTERVAL_DAY -> new ArrowType.Duration(TimeUnit.MILLISECOND);
            case INTERVAL_YEAR -> new ArrowType.Interval(IntervalUnit.YEAR_MONTH);
            case TIME_WITH_ZONE, TEXT -> ArrowType.Utf8.INSTANCE;
        };
    }

    /** Whether nine digits of a second's fraction hold all that the engine gives. */
    static boolean isExact(ColumnType.Scalar scalar) {
        return scalar.precision() <= NANOSECONDS;
    }

    static TimeUnit unit(int precision) {
        return precision <= MILLISECONDS
                ? TimeUnit.MILLISECOND
                : precision <= MICROSECONDS ? TimeUnit.MICROSECOND : TimeUnit.NANOSECOND;
    }
}
