package dev.apk8s.warehouse.table;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What does not fit in a file.
 *
 * @param object the file's key
 * @param line in the file, from 1; null where the engine found it, which does not tell
 * @param column the table's column, or null when the whole line or file does not fit
 * @param value as it is in the file, cut to 100 characters
 */
@Schema(name = "Misfit")
record Misfit(String object, @Nullable Long line, @Nullable String column, @Nullable String value, String why) {
    private static final int LONGEST = 100;

    static Misfit ofFile(String object, String why) {
        return new Misfit(object, null, null, null, why);
    }

    static Misfit ofLine(String object, long line, String why) {
        return new Misfit(object, line, null, null, why);
    }

    static Misfit ofValue(String object, @Nullable Long line, TableColumn column, String value) {
        return new Misfit(object, line, column.name(), value.length() > LONGEST ? value.substring(0, LONGEST) : value,
                "is no " + column.type().sql());
    }
}
