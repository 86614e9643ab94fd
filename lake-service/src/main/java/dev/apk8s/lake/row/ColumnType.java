package dev.apk8s.lake.row;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a column holds. All numbers are one type: whether a sensor sends 20 or 20.5 must not change a column from one
 * file to the next.
 */
public enum ColumnType {
    /** An instant in UTC: ISO 8601 in CSV, microseconds since 1970 in Parquet. */
    TIMESTAMP("timestamp"),
    /** A number of 64 bits, by IEEE 754. */
    DOUBLE("double"),
    BOOLEAN("boolean"),
    /** Text, and whatever fits no other type; objects and arrays as JSON. */
    STRING("string");

    private final String label;

    ColumnType(String label) {
        this.label = label;
    }

    /** As it stands in manifests. */
    @JsonValue
    public String label() {
        return label;
    }

    /** The type that holds values of both. */
    ColumnType with(ColumnType other) {
        return this == other ? this : STRING;
    }
}
