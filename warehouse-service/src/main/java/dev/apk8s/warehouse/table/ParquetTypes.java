package dev.apk8s.warehouse.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;

/** The types of Parquet's columns (https://parquet.apache.org/docs/file-format/types/) as those of tables. */
final class ParquetTypes {
    private ParquetTypes() {}

    /** The fields below the root; what is inside of a nested one is passed over. */
    static List<SchemaElement> topFields(List<SchemaElement> schema) {
        List<SchemaElement> fields = new ArrayList<>();
        int index = 1;
        for (int field = 0; field < schema.getFirst().getNum_children() && index < schema.size(); field++) {
            fields.add(schema.get(index));
            index = after(schema, index);
        }
        return fields;
    }

    private static int after(List<SchemaElement> schema, int index) {
        int next = index + 1;
        for (int child = 0; child < schema.get(index).getNum_children() && next < schema.size(); child++) {
            next = after(schema, next);
        }
        return next;
    }

    /** Empty for what is nested, repeated, or has no counterpart. */
    static Optional<ColumnType> type(SchemaElement field) {
        Type stored = field.getType();
        if (field.getNum_children() > 0 || stored == null
                || field.getRepetition_type() == FieldRepetitionType.REPEATED) {
            return Optional.empty();
        }
        if (isDecimal(field)) {
            return ColumnType.parse("decimal(" + field.getPrecision() + "," + field.getScale() + ")");
        }
        ColumnType.Kind kind = switch (stored) {
            case BOOLEAN -> ColumnType.Kind.BOOLEAN;
            case INT32 -> ofInt32(field);
            case INT64 -> isTimestamp(field) ? ColumnType.Kind.TIMESTAMP : ColumnType.Kind.BIGINT;
            case INT96 -> ColumnType.Kind.TIMESTAMP;
            case FLOAT -> ColumnType.Kind.REAL;
            case DOUBLE -> ColumnType.Kind.DOUBLE;
            case BYTE_ARRAY -> isText(field) ? ColumnType.Kind.VARCHAR : ColumnType.Kind.VARBINARY;
            case FIXED_LEN_BYTE_ARRAY -> ColumnType.Kind.VARBINARY;
        };
        return Optional.of(ColumnType.of(kind));
    }

    private static ColumnType.Kind ofInt32(SchemaElement field) {
        LogicalType logical = field.getLogicalType();
        if (is(field, ConvertedType.DATE) || logical != null && logical.isSetDATE()) {
            return ColumnType.Kind.DATE;
        }
        return ColumnType.Kind.INTEGER;
    }

    private static boolean isDecimal(SchemaElement field) {
        LogicalType logical = field.getLogicalType();
        return is(field, ConvertedType.DECIMAL) || logical != null && logical.isSetDECIMAL();
    }

    private static boolean isTimestamp(SchemaElement field) {
        LogicalType logical = field.getLogicalType();
        return is(field, ConvertedType.TIMESTAMP_MILLIS) || is(field, ConvertedType.TIMESTAMP_MICROS)
                || logical != null && logical.isSetTIMESTAMP();
    }

    private static boolean isText(SchemaElement field) {
        LogicalType logical = field.getLogicalType();
        return is(field, ConvertedType.UTF8) || is(field, ConvertedType.ENUM) || is(field, ConvertedType.JSON)
                || logical != null && (logical.isSetSTRING() || logical.isSetENUM() || logical.isSetJSON());
    }

    private static boolean is(SchemaElement field, ConvertedType type) {
        return field.isSetConverted_type() && field.getConverted_type() == type;
    }
}
