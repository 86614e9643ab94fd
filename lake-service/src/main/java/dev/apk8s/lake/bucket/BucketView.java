package dev.apk8s.lake.bucket;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Buckets as JSON. */
final class BucketView {
    private BucketView() {}

    @Schema(name = "Buckets")
    record Listing(List<Summary> buckets) {}

    @Schema(name = "BucketSummary")
    record Summary(String name, Instant created) {}

    @Schema(name = "Bucket")
    record Detail(String name,
            @Schema(description = "`off`: never kept any; `on`; `suspended`: keeps those it has.") String versioning) {}

    @Schema(name = "NewBucket")
    record Request(@NotBlank String name,
            @Schema(description = "Whether it keeps older versions of its objects.") @Nullable Boolean versioning) {}

    @Schema(name = "BucketVersioning")
    record VersioningRequest(@NotNull Boolean keep) {}

    @Schema(name = "BucketLifecycle")
    record Lifecycle(@NotEmpty @Size(max = 100) List<@Valid Rule> rules) {}

    /** At least one of the three ages. */
    @Schema(name = "LifecycleRule")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Rule(@NotBlank @Size(max = 100) String id,
            @Schema(description = "Of the keys it is for; all if not given.") @Size(max = 1_024) @Nullable String prefix,
            @Schema(description = "Objects are deleted so many days after they were written.") @Min(1) @Max(36_500) @Nullable Integer expireAfterDays,
            @Schema(description = "Older versions are deleted so many days after they were replaced.") @Min(1) @Max(36_500) @Nullable Integer expireVersionsAfterDays,
            @Schema(description = "Uploads that were not completed are aborted so many days after they were begun.") @Min(1) @Max(36_500) @Nullable Integer abortUploadsAfterDays) {}
}
