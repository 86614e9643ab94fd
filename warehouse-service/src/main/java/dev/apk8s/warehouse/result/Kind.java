package dev.apk8s.warehouse.result;

import java.util.Locale;

/** What the engine's scalar types are to a reader of results. */
enum Kind {
    BOOLEAN,
    TINYINT,
    SMALLINT,
    INTEGER,
    BIGINT,
    REAL,
    DOUBLE,
    DECIMAL,
    VARBINARY,
    DATE,
    TIME,
    TIME_WITH_ZONE,
    TIMESTAMP,
    TIMESTAMP_WITH_ZONE,
    INTERVAL_DAY,
    INTERVAL_YEAR,
    /** Text, and all that the engine writes as text: uuid, json, ipaddress and types not known here. */
    TEXT;

    /** @param base the type's name without what is in brackets */
    static Kind of(String base) {
        return switch (base.toLowerCase(Locale.ROOT)) {
            case "boolean" -> BOOLEAN;
            case "tinyint" -> TINYINT;
            case "smallint" -> SMALLINT;
            case "integer" -> INTEGER;
            case "bigint" -> BIGINT;
            case "real" -> REAL;
            case "double" -> DOUBLE;
            case "decimal" -> DECIMAL;
            case "varbinary" -> VARBINARY;
            case "date" -> DATE;
            case "time" -> TIME;
            case "time with time zone" -> TIME_WITH_ZONE;
            case "timestamp" -> TIMESTAMP;
            case "timestamp with time zone" -> TIMESTAMP_WITH_ZONE;
            case "interval day to second" -> INTERVAL_DAY;
            case "interval year to month" -> INTERVAL_YEAR;
            default -> TEXT;
        };
    }
}
