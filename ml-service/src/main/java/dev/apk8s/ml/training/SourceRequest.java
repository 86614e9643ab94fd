package dev.apk8s.ml.training;

import dev.apk8s.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Where the rows come from: one of the three. They are read by the caller's own rights. */
@Schema(name = "TrainingSource")
record SourceRequest(
        @Size(min = 1, max = 100_000) @Schema(description = "A statement of the warehouse.") @Nullable String statement,
        @Valid @Nullable ObjectPlace object,
        @Pattern(regexp = "[A-Za-z0-9_-]{1,120}") @Schema(description = "The id of a snapshot that is done.") @Nullable String snapshot) {

    /** An object of the lake: CSV, also compressed by gzip ({@code .gz}), or Parquet ({@code .parquet}). */
    @Schema(name = "TrainingObject")
    record ObjectPlace(@NotBlank @Size(max = 63) String bucket, @NotBlank @Size(max = 1024) String key) {}

    Source source() {
        if ((statement == null ? 0 : 1) + (object == null ? 0 : 1) + (snapshot == null ? 0 : 1) != 1) {
            throw ProblemException.invalidField("source", "must have exactly one of statement, object and snapshot");
        }
        if (statement != null) {
            return new Source.Statement(statement);
        }
        if (object != null) {
            return new Source.LakeObject(object.bucket(), object.key());
        }
        return new Source.Snapshot(String.valueOf(snapshot));
    }
}
