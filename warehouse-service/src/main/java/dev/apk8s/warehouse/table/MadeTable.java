package dev.apk8s.warehouse.table;

import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A table over files of the lake.
 *
 * @param sql its name in statements
 * @param location where its files are: the bucket as the store knows it, and the folder
 */
@Schema(name = "FileTable")
record MadeTable(String schema, String name, String sql, FileFormat format, String location, List<Column> columns) {

    @Schema(name = "FileTableColumn")
    record Column(String name, @Schema(example = "date") String type) {}
}
