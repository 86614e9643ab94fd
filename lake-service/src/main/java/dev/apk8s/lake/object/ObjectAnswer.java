package dev.apk8s.lake.object;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.apk8s.lake.store.StoredObject;
import dev.apk8s.lake.store.Written;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Objects as JSON and in headers. */
final class ObjectAnswer {
    private static final String VERSION = "x-amz-version-id";

    private ObjectAnswer() {}

    @Schema(name = "WrittenObject")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Kept(String key, String etag,
            @Schema(description = "Where the bucket keeps versions.") @Nullable String versionId, long size,
            @Schema(description = "In hexadecimal.") @Nullable String sha256) {
        static Kept of(Written written) {
            return new Kept(written.key(), written.etag(), written.versionId(), written.size(), written.sha256());
        }
    }

    @Schema(name = "Objects")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Listing(List<Entry> objects,
            @Schema(description = "Parts of keys up to the delimiter.") List<String> folders,
            @Schema(description = "For 'after', to get the next page.") @Nullable String next) {}

    @Schema(name = "ListedObject")
    record Entry(String key, long size, String etag, Instant modified) {}

    @Schema(name = "ObjectVersions")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Versions(List<Version> versions, @Nullable String next) {}

    @Schema(name = "ObjectVersion")
    record Version(String key, String versionId,
            @Schema(description = "Whether it is what is read without a version.") boolean latest,
            @Schema(description = "Whether it says that the object was deleted.") boolean deleted, long size,
            String etag, Instant modified) {}

    /** The headers of an object, whole or not. */
    static void describe(StoredObject object, HttpServletResponse response) {
        response.setHeader(HttpHeaders.ETAG, '"' + object.etag() + '"');
        response.setHeader(HttpHeaders.LAST_MODIFIED,
                DateTimeFormatter.RFC_1123_DATE_TIME.format(object.modified().atOffset(ZoneOffset.UTC)));
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        // What a user kept is never run with this address's rights, whatever type it claims.
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
        object.metadata().forEach((name, value) -> response.setHeader(Metadata.PREFIX + name, value));
        if (object.versionId() != null) {
            response.setHeader(VERSION, object.versionId());
        }
        if (object.sha256() != null) {
            response.setHeader("Repr-Digest", ChecksumHeaders.digest(object.sha256()));
        }
    }
}
