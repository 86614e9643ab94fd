package dev.apk8s.ingest.function;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A function as its users see it.
 *
 * @param builtIn whether the platform has it; then there is nothing more to tell
 */
@Schema(name = "Function")
record FunctionView(String name, boolean builtIn, @Nullable String url,
        @Schema(type = "string", example = "PT5S") @Nullable Duration timeout, @Nullable Integer retries,
        @Nullable Long maxRequest, @Nullable Long maxAnswer, @Nullable String changedBy, @Nullable Instant changed) {
    static FunctionView of(RegisteredFunction function) {
        return new FunctionView(function.name(), false, function.url(), function.timeout(), function.retries(),
                function.maxRequest(), function.maxAnswer(), function.changedBy(), function.changed());
    }

    static FunctionView builtIn(String name) {
        return new FunctionView(name, true, null, null, null, null, null, null, null);
    }
}
