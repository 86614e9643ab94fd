package dev.apk8s.warehouse.catalog;

import jakarta.validation.constraints.NotBlank;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A statement whose plan is asked for.
 *
 * @param catalog where names without a catalog are looked up
 * @param schema where names without a schema are looked up
 * @param type LOGICAL if not given
 */
@Schema(name = "Explain")
record ExplainRequest(@NotBlank String sql, @Nullable String catalog, @Nullable String schema, @Nullable Type type) {
    enum Type {
        LOGICAL,
        DISTRIBUTED,
        IO
    }
}
