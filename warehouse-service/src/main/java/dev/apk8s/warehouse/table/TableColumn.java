package dev.apk8s.warehouse.table;

/**
 * A column of a table over files.
 *
 * @param found the column's name in the files
 * @param stored its type in the files; text in CSV
 */
record TableColumn(String name, ColumnType type, String found, ColumnType stored) {

    TableColumn as(String otherName, ColumnType otherType) {
        return new TableColumn(otherName, otherType, found, stored);
    }
}
