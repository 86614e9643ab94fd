package dev.apk8s.ingest.stream;

import dev.apk8s.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The declaration of a stream.
 *
 * @param partitions 3 if not given
 * @param retention ISO 8601; seven days if not given
 * @param indexPattern {@code apk8s-<name>-{yyyy.MM.dd}} if not given
 * @param writable whether devices and users may send to it; true if not given
 * @param schema JSON Schema (2020-12) that every event must match
 */
record StreamRequest(@Nullable String name, @Nullable Integer partitions,
        @Schema(type = "string", example = "PT168H") @Nullable Duration retention, @Nullable String indexPattern,
        @Nullable Boolean writable, @Schema(type = "object") @Nullable JsonNode schema) {

    Stream stream(String tenant) {
        if (name == null) {
            throw ProblemException.invalidField("name", "is required");
        }
        return StreamRules.checked(new Stream(name, tenant, partitions == null ? 3 : partitions,
                retention == null ? Duration.ofDays(7) : retention,
                indexPattern == null ? "apk8s-" + name + "-{yyyy.MM.dd}" : indexPattern, writable == null || writable,
                schema));
    }
}
