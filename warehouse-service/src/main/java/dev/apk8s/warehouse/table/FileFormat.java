package dev.apk8s.warehouse.table;

import java.util.List;

/** Of the files of a table. */
enum FileFormat {
    CSV(List.of(".csv", ".csv.gz")),
    PARQUET(List.of(".parquet"));

    private final List<String> suffixes;

    FileFormat(List<String> suffixes) {
        this.suffixes = suffixes;
    }

    /** How the names of its files end. */
    List<String> suffixes() {
        return suffixes;
    }

    boolean isOf(String key) {
        return suffixes.stream().anyMatch(key::endsWith);
    }
}
