package dev.apk8s.warehouse.result;

import dev.apk8s.warehouse.engine.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A column with its type taken apart.
 *
 * @param name as the engine has it
 * @param key the name, or with a number behind it where an earlier column has the same one
 * @param typeName as the engine writes it
 */
record ResultColumn(String name, String key, String typeName, ColumnType type) {
    static List<ResultColumn> of(List<Column> columns) {
        Set<String> keys = new HashSet<>();
        List<ResultColumn> found = new ArrayList<>();
        for (Column column : columns) {
            String key = column.name();
            for (int number = 2; !keys.add(key); number++) {
                key = column.name() + "_" + number;
            }
            found.add(new ResultColumn(column.name(), key, column.type(), TypeReader.read(column.type())));
        }
        return List.copyOf(found);
    }
}
