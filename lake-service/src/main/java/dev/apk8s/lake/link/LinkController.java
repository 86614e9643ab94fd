package dev.apk8s.lake.link;

import dev.apk8s.lake.store.BucketName;
import dev.apk8s.lake.store.BucketStore;
import dev.apk8s.lake.store.ObjectKeys;
import dev.apk8s.lake.store.ObjectLinks;
import dev.apk8s.lake.store.ObjectStore;
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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/lake/buckets/{bucket}")
@Tag(name = "Links")
final class LinkController {
    private final ObjectLinks links;
    private final ObjectStore store;
    private final BucketStore buckets;
    private final LinkProperties properties;

    LinkController(ObjectLinks links, ObjectStore store, BucketStore buckets, LinkProperties properties) {
        this.links = links;
        this.store = store;
        this.buckets = buckets;
        this.properties = properties;
    }

    @Schema(name = "NewLink")
    record Request(@NotBlank String key,
            @Schema(description = "Of an older version, to read it.") @Nullable String versionId,
            @Schema(description = "ISO 8601; 15 minutes if not given.", example = "PT15M") @Nullable Duration expiresIn) {}

    @Schema(name = "Link")
    record Link(String url, String method, Instant expires) {}

    @PostMapping("/download-links")
    @Allowed(Role.VIEWER)
    @Operation(summary = "Make a link to read an object", description = """
            Whoever has the link reads this object with `GET`, straight from the store, until it expires.

            `POST /api/v1/lake/buckets/lab/download-links {"key":"raw/2026/a.csv","expiresIn":"PT15M"}`""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
            {"key":"raw/2026/a.csv","expiresIn":"PT15M"}""")))
    Link toRead(@PathVariable @Parameter(example = "lab") String bucket, @RequestBody @Valid Request request,
            Caller caller) {
        BucketName name = BucketName.of(caller, bucket);
        String key = ObjectKeys.check("key", request.key());
        Duration valid = valid(request.expiresIn());
        store.stat(name, key, request.versionId());
        return new Link(links.toRead(name, key, request.versionId(), valid), "GET", end(valid));
    }

    @PostMapping("/upload-links")
    @Allowed(Role.OPERATOR)
    @Operation(summary = "Make a link to write an object", description = """
            Whoever has the link writes this object with `PUT`, straight to the store, until it expires. Nothing is checked \
            on that way but what the store itself checks.

            `POST /api/v1/lake/buckets/lab/upload-links {"key":"raw/2026/b.csv","expiresIn":"PT15M"}`""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
            {"key":"raw/2026/b.csv","expiresIn":"PT15M"}""")))
    Link toWrite(@PathVariable @Parameter(example = "lab") String bucket, @RequestBody @Valid Request request,
            Caller caller) {
        BucketName name = BucketName.of(caller, bucket);
        String key = ObjectKeys.check("key", request.key());
        Duration valid = valid(request.expiresIn());
        if (request.versionId() != null) {
            throw ProblemException.invalidField("versionId", "a version cannot be written");
        }
        buckets.require(name);
        return new Link(links.toWrite(name, key, valid), "PUT", end(valid));
    }

    private Duration valid(@Nullable Duration asked) {
        Duration valid = asked == null ? properties.expiry() : asked;
        if (valid.toSeconds() < 1 || valid.compareTo(properties.longest()) > 0) {
            throw ProblemException.invalidField("expiresIn", "must be PT1S to " + properties.longest());
        }
        return valid;
    }

    private static Instant end(Duration valid) {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(valid);
    }
}
