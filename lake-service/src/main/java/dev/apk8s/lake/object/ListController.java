package dev.apk8s.lake.object;

import dev.apk8s.lake.object.ObjectAnswer.Entry;
import dev.apk8s.lake.object.ObjectAnswer.Listing;
import dev.apk8s.lake.object.ObjectAnswer.Version;
import dev.apk8s.lake.object.ObjectAnswer.Versions;
import dev.apk8s.lake.store.BucketName;
import dev.apk8s.lake.store.ObjectPage;
import dev.apk8s.lake.store.ObjectStore;
import dev.apk8s.lake.store.VersionPage;
import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/lake/buckets/{bucket}")
@Tag(name = "Objects")
final class ListController {
    private static final int LONGEST_TOKEN = 4_096;
    private static final int LONGEST_PREFIX = 1_024;

    private final ObjectStore store;

    ListController(ObjectStore store) {
        this.store = store;
    }

    @GetMapping("/objects")
    @Allowed(Role.VIEWER)
    @Operation(summary = "List objects", description = """
            By key. With `delimiter=/` what lies below a slash is shown as one folder.

            `GET /api/v1/lake/buckets/lab/objects?prefix=raw/&delimiter=/`""")
    Listing objects(@PathVariable @Parameter(example = "lab") String bucket,
            @RequestParam(defaultValue = "") @Size(max = LONGEST_PREFIX) @Parameter(example = "raw/") String prefix,
            @RequestParam(required = false) @Size(max = 1) @Parameter(example = "/") @Nullable String delimiter,
            @RequestParam(required = false) @Size(max = LONGEST_TOKEN) @Parameter(description = "The 'next' of the page before.") @Nullable String after,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1_000) int limit, Caller caller) {
        ObjectPage page = store.list(BucketName.of(caller, bucket),
                new dev.apk8s.lake.store.Listing(prefix, blankToNull(delimiter), blankToNull(after), limit));
        return new Listing(page.objects().stream()
                .map(entry -> new Entry(entry.key(), entry.size(), entry.etag(), entry.modified())).toList(),
                page.folders(), page.next());
    }

    @GetMapping("/versions")
    @Allowed(Role.VIEWER)
    @Operation(summary = "List versions of objects", description = """
            By key, the newest first.

            `GET /api/v1/lake/buckets/lab/versions?prefix=raw/2026/a.csv`""")
    Versions versions(@PathVariable @Parameter(example = "lab") String bucket,
            @RequestParam(defaultValue = "") @Size(max = LONGEST_PREFIX) @Parameter(example = "raw/") String prefix,
            @RequestParam(required = false) @Size(max = LONGEST_TOKEN) @Parameter(description = "The 'next' of the page before.") @Nullable String after,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1_000) int limit, Caller caller) {
        VersionPage page = store.versions(BucketName.of(caller, bucket), prefix, blankToNull(after), limit);
        return new Versions(page.versions().stream()
                .map(version -> new Version(version.key(), version.versionId(), version.latest(), version.deleted(),
                        version.size(), version.etag(), version.modified()))
                .toList(), page.next());
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
