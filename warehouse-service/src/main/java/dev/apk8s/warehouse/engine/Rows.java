package dev.apk8s.warehouse.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A small result, whole.
 *
 * @param rows values as the protocol has them: text, {@link Long}, {@link java.math.BigDecimal}, {@link Boolean}, lists
 * and maps of these, null
 * @param updateType what a statement without a result did, such as {@code CREATE TABLE}
 * @param updateCount how many rows it changed
 */
public record Rows(List<Column> columns, List<List<@Nullable Object>> rows, @Nullable String updateType,
        @Nullable Long updateCount) {}
