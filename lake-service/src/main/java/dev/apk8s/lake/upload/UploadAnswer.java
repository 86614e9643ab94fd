package dev.apk8s.lake.upload;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Uploads as JSON. */
final class UploadAnswer {
    private static final int MOST_PARTS = 10_000;

    private UploadAnswer() {}

    @Schema(name = "NewUpload")
    record Request(@NotBlank String key, @Nullable String contentType, @Nullable Map<String, String> metadata,
            @Schema(description = "Of the whole, in hexadecimal, to be given back with the object. It is not checked: parts are.") @Pattern(regexp = "[0-9a-f]{64}") @Nullable String sha256) {}

    @Schema(name = "Upload")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Upload(String id, String key, @Schema(description = "When it is aborted.") Instant expires) {}

    @Schema(name = "Uploads")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Uploads(List<Upload> uploads, @Nullable String next) {}

    @Schema(name = "UploadPart")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Part(@Min(1) @Max(MOST_PARTS) int number, @NotBlank String etag, @Nullable Long size) {}

    @Schema(name = "UploadParts")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Parts(List<Part> parts,
            @Schema(description = "For 'after', to get the next page.") @Nullable Integer next) {}

    @Schema(name = "UploadCompletion")
    record Completion(@NotNull @NotEmpty @Size(max = MOST_PARTS) List<@Valid Part> parts) {}

    @Schema(name = "CompletedUpload")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Completed(String key, String etag, @Nullable String versionId) {}
}
