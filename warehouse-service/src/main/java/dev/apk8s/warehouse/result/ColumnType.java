package dev.apk8s.warehouse.result;

import java.util.List;

/** A type of the engine's, taken apart. */
sealed interface ColumnType {
    /**
     * @param precision of a decimal or the digits of a second's fraction; 3 where the engine does not say it
     * @param scale of a decimal
     */
    record Scalar(Kind kind, int precision, int scale) implements ColumnType {}

    record Array(ColumnType element) implements ColumnType {}

    record Map(ColumnType key, ColumnType value) implements ColumnType {}

    record Row(List<Field> fields) implements ColumnType {}

    /** @param name as the engine has it, or {@code field0} and so on where it has none */
    record Field(String name, ColumnType type) {}
}
