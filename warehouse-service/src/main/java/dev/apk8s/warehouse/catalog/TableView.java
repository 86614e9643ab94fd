package dev.apk8s.warehouse.catalog;

import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A table with its columns. */
@Schema(name = "WarehouseTable")
record TableView(String catalog, String schema, String name, List<Column> columns) {

    /** @param type as the engine names it */
    @Schema(name = "WarehouseColumn")
    record Column(String name, @Schema(example = "decimal(12,2)") String type, @Nullable String comment) {}
}
