package dev.apk8s.warehouse.query;

import dev.apk8s.warehouse.engine.Column;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The documentation's form of a page of a result: it is written value by value. */
record ResultPages(String query, @Schema(description = "None while the engine still plans.") List<Column> columns,
        @Schema(description = "Each a list with a value for each column.") List<List<Object>> rows, long rowCount,
        boolean truncated, String state, ShownQuery.@Nullable Progress progress,
        @Schema(description = "Token for the next page; none on the last.") @Nullable String next) {}
