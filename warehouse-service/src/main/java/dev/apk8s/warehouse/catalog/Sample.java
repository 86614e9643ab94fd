package dev.apk8s.warehouse.catalog;

import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import dev.apk8s.warehouse.engine.Column;

/**
 * Some rows of a table, whichever the engine comes upon first.
 *
 * @param rows values in the order of the columns; decimals, dates and times as text
 */
@Schema(name = "TableSample")
record Sample(List<Column> columns, @Schema(type = "array") List<List<@Nullable Object>> rows) {}
