package dev.apk8s.lake.bucket;

import dev.apk8s.lake.bucket.BucketView.Detail;
import dev.apk8s.lake.bucket.BucketView.Listing;
import dev.apk8s.lake.bucket.BucketView.Request;
import dev.apk8s.lake.bucket.BucketView.Summary;
import dev.apk8s.lake.bucket.BucketView.VersioningRequest;
import dev.apk8s.lake.store.BucketName;
import dev.apk8s.lake.store.BucketStore;
import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import dev.apk8s.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/lake/buckets")
@Tag(name = "Buckets")
final class BucketController {
    private final BucketStore buckets;
    private final BucketProperties properties;

    BucketController(BucketStore buckets, BucketProperties properties) {
        this.buckets = buckets;
        this.properties = properties;
    }

    @GetMapping
    @Allowed(Role.VIEWER)
    @Operation(summary = "List buckets", description = """
            The caller's tenant's own, by name.

            `GET /api/v1/lake/buckets`""")
    Listing list(Caller caller) {
        return new Listing(ownOf(caller));
    }

    @PostMapping
    @Allowed(Role.ADMIN)
    @Operation(summary = "Make a bucket", description = """
            `POST /api/v1/lake/buckets {"name":"lab","versioning":true}`""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
            {"name":"lab","versioning":true}""")))
    ResponseEntity<Detail> create(@RequestBody @Valid Request request, Caller caller) {
        BucketName name = BucketName.of(caller, request.name());
        if (ownOf(caller).size() >= properties.maxPerTenant()) {
            throw new ProblemException(BucketError.TOO_MANY_BUCKETS,
                    "A tenant has at most " + properties.maxPerTenant() + " buckets.");
        }
        buckets.create(name);
        if (Boolean.TRUE.equals(request.versioning())) {
            buckets.keepVersions(name, true);
        }
        return ResponseEntity.created(URI.create("/api/v1/lake/buckets/" + name.name())).body(detail(name));
    }

    @GetMapping("/{bucket}")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read a bucket", description = """
            `GET /api/v1/lake/buckets/lab`""")
    Detail read(@PathVariable @Parameter(example = "lab") String bucket, Caller caller) {
        BucketName name = BucketName.of(caller, bucket);
        buckets.require(name);
        return detail(name);
    }

    @DeleteMapping("/{bucket}")
    @Allowed(Role.ADMIN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a bucket", description = """
            When it is empty: of objects, of older versions and of uploads that were begun.

            `DELETE /api/v1/lake/buckets/lab`""")
    void delete(@PathVariable @Parameter(example = "lab") String bucket, Caller caller) {
        BucketName name = BucketName.of(caller, bucket);
        buckets.require(name);
        buckets.delete(name);
    }

    @PutMapping("/{bucket}/versioning")
    @Allowed(Role.ADMIN)
    @Operation(summary = "Keep versions, or no more", description = """
            Versions that were kept stay when it is turned off.

            `PUT /api/v1/lake/buckets/lab/versioning {"keep":true}`""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
            {"keep":true}""")))
    Detail keepVersions(@PathVariable @Parameter(example = "lab") String bucket,
            @RequestBody @Valid VersioningRequest request, Caller caller) {
        BucketName name = BucketName.of(caller, bucket);
        buckets.require(name);
        buckets.keepVersions(name, request.keep());
        return detail(name);
    }

    private List<Summary> ownOf(Caller caller) {
        return buckets.list().stream().filter(bucket -> bucket.name().tenant().equals(caller.tenant()))
                .map(bucket -> new Summary(bucket.name().name(), bucket.created())).toList();
    }

    private Detail detail(BucketName name) {
        return new Detail(name.name(), buckets.versioning(name).name().toLowerCase(Locale.ROOT));
    }
}
