package dev.apk8s.warehouse.query;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a query is to do. */
record QueryRequest(
        @NotBlank @Schema(description = "One statement of the engine's SQL; each `?` is a parameter.") String sql,
        @Size(max = 1000) @Schema(description = "Values for the `?`, in order: a text, a number, true, false, null, or {\"type\": \"date\", \"value\": \"2026-11-01\"}.", type = "array") @Nullable List<@Nullable Parameter> parameters,
        @Pattern(regexp = NAME) @Schema(description = "Where names without a catalog are looked up.") @Nullable String catalog,
        @Pattern(regexp = NAME) @Schema(description = "Where names without a schema are looked up; needs `catalog`.") @Nullable String schema,
        @Min(1) @Schema(description = "How many rows at most; the result is cut there. Without it a result that is longer than the service gives is an error.") @Nullable Long maxRows,
        @Schema(description = "How long it may take, as ISO 8601 has it.", type = "string") @Nullable Duration timeout,
        @Schema(description = "How JSON has bigints: `number`, or `string` for readers whose numbers end at 2^53.") @Nullable @Pattern(regexp = "number|string") String bigints,
        @Valid @Schema(description = "Write the result to the lake as Parquet instead of giving it. For operators, scientists and administrators.") @Nullable Target target) {
    static final String NAME = "[A-Za-z0-9_$-]{1,128}";

    /** The parameters as literals. */
    List<String> literals() {
        return parameters == null
                ? List.of()
                : parameters.stream().map(parameter -> parameter == null ? "NULL" : parameter.literal()).toList();
    }

    boolean bigintsAsText() {
        return "string".equals(bigints);
    }

    /** Where in the lake a result is written. */
    record Target(
            @NotBlank @Pattern(regexp = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]") @Schema(description = "A bucket of the caller's tenant.") String bucket,
            @NotBlank @Size(max = 512) @Pattern(regexp = "[A-Za-z0-9_-][A-Za-z0-9._=-]*(/[A-Za-z0-9_-][A-Za-z0-9._=-]*)*/?", message = "must be names of letters, digits and . _ = - with / between them") @Schema(description = "Under it there must be no objects yet.") String prefix) {
        /** As a directory: with a slash at its end. */
        String directory() {
            return prefix.endsWith("/") ? prefix : prefix + "/";
        }
    }
}
