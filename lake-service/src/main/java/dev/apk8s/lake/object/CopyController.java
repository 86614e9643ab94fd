package dev.apk8s.lake.object;

import dev.apk8s.lake.object.ObjectAnswer.Kept;
import dev.apk8s.lake.store.BucketName;
import dev.apk8s.lake.store.BucketStore;
import dev.apk8s.lake.store.ObjectKeys;
import dev.apk8s.lake.store.ObjectStore;
import dev.apk8s.lake.store.WriteCondition;
import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import dev.apk8s.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/lake/buckets/{bucket}/copies")
@Tag(name = "Objects")
final class CopyController {
    private final ObjectStore store;
    private final BucketStore buckets;

    CopyController(ObjectStore store, BucketStore buckets) {
        this.store = store;
        this.buckets = buckets;
    }

    @Schema(name = "CopySource")
    record Source(@Schema(description = "This bucket if not given.") @Nullable String bucket, @NotBlank String key,
            @Nullable String versionId) {}

    @Schema(name = "ObjectCopy")
    record Request(@NotNull @Valid Source from, @NotBlank String to,
            @Schema(description = "Whether an object under the target key may be replaced; not if not given.") @Nullable Boolean overwrite) {}

    @PostMapping
    @Allowed(Role.OPERATOR)
    @Operation(summary = "Copy an object", description = """
            Into this bucket, within the store, with type and metadata. Copying an older version onto its own key brings it back.

            `POST /api/v1/lake/buckets/lab/copies {"from":{"key":"raw/2026/a.csv"},"to":"kept/a.csv"}`""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
            {"from":{"key":"raw/2026/a.csv"},"to":"kept/a.csv","overwrite":true}""")))
    Kept copy(@PathVariable @Parameter(example = "lab") String bucket, @RequestBody @Valid Request request,
            Caller caller) {
        BucketName to = BucketName.of(caller, bucket);
        Source source = request.from();
        BucketName from = source.bucket() == null ? to : BucketName.of(caller, source.bucket());
        String key = ObjectKeys.check("from.key", source.key());
        String target = ObjectKeys.check("to", request.to());
        if (from.equals(to) && key.equals(target) && source.versionId() == null) {
            throw ProblemException.invalidField("to", "is the object itself");
        }
        buckets.require(to);
        return Kept.of(store.copy(from, key, source.versionId(), to, target,
                Boolean.TRUE.equals(request.overwrite()) ? WriteCondition.NONE : WriteCondition.ABSENT));
    }
}
