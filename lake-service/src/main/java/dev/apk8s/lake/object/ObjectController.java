package dev.apk8s.lake.object;

import dev.apk8s.lake.object.ObjectAnswer.Kept;
import dev.apk8s.lake.store.BucketName;
import dev.apk8s.lake.store.BucketStore;
import dev.apk8s.lake.store.ClientPace;
import dev.apk8s.lake.store.NewObject;
import dev.apk8s.lake.store.ObjectKeys;
import dev.apk8s.lake.store.ObjectStore;
import dev.apk8s.lake.store.StoreError;
import dev.apk8s.lake.store.WriteCondition;
import dev.apk8s.lake.store.Written;
import dev.apk8s.platform.identity.Allowed;
import dev.apk8s.platform.identity.Caller;
import dev.apk8s.platform.identity.Role;
import dev.apk8s.platform.problem.CommonError;
import dev.apk8s.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/lake/buckets/{bucket}/objects/{*key}")
@Tag(name = "Objects")
final class ObjectController {
    private final ObjectStore store;
    private final BucketStore buckets;
    private final ObjectReader reader;
    private final ObjectMeters meters;
    private final ClientPace pace;

    ObjectController(ObjectStore store, BucketStore buckets, ObjectReader reader, ObjectMeters meters,
            ClientPace pace) {
        this.store = store;
        this.buckets = buckets;
        this.reader = reader;
        this.meters = meters;
        this.pace = pace;
    }

    @PutMapping
    @Allowed(Role.OPERATOR)
    @Operation(summary = "Keep an object", description = """
            The body is kept as it is, of any type, and streamed to the store. Give `Content-Length` where you can. \
            `x-amz-meta-*` headers are kept with it; `Content-MD5`, `Content-Digest: sha-256=:..:` are checked, and \
            nothing is kept of a body that has another checksum. `If-None-Match: *` never overwrites, `If-Match` \
            overwrites only what you know.

            `PUT /api/v1/lake/buckets/lab/objects/raw/2026/a.csv`""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(mediaType = "text/csv", schema = @Schema(type = "string", format = "binary"), examples = @ExampleObject("""
            device,temp
            lab-d1,51540
            """)))
    ResponseEntity<Kept> put(@PathVariable @Parameter(example = "lab") String bucket,
            @PathVariable @Parameter(example = "/raw/2026/a.csv") String key,
            @Parameter(hidden = true) HttpServletRequest request, Caller caller) throws IOException {
        BucketName name = BucketName.of(caller, bucket);
        String path = key(key);
        if (request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
            throw new ProblemException(CommonError.UNSUPPORTED_MEDIA_TYPE,
                    "Objects are kept as they are sent: leave Content-Encoding out, and name the type, such as application/gzip.");
        }
        NewObject object = NewObject
                .of(pace.of(request.getInputStream()), request.getContentLengthLong(), type(request))
                .withMetadata(Metadata.of(request)).expecting(ChecksumHeaders.of(request));
        buckets.require(name);
        Written written = keep(name, path, object.onlyIf(WriteConditions.of(request, store, name, path)));
        meters.kept(written.size());
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().eTag('"' + written.etag() + '"');
        if (written.sha256() != null) {
            answer.header("Repr-Digest", ChecksumHeaders.digest(written.sha256()));
        }
        return answer.body(Kept.of(written));
    }

    @GetMapping
    @Allowed(Role.VIEWER)
    @Operation(summary = "Read an object", description = """
            Streamed, whole or a `Range` of it; `HEAD` for its headers alone. `If-None-Match` answers 304 when you have \
            it already, `If-Match` 412 when it is another one.

            `GET /api/v1/lake/buckets/lab/objects/raw/2026/a.csv`""")
    void get(@PathVariable @Parameter(example = "lab") String bucket,
            @PathVariable @Parameter(example = "/raw/2026/a.csv") String key,
            @RequestParam(required = false) @Parameter(description = "An older version.") @Nullable String versionId,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response,
            Caller caller) throws IOException {
        BucketName name = BucketName.of(caller, bucket);
        if (request.getMethod().equals("HEAD")) {
            reader.describe(name, key(key), versionId, request, response);
        } else {
            reader.send(name, key(key), versionId, request, response);
        }
    }

    @DeleteMapping
    @Allowed(Role.OPERATOR)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete an object", description = """
            In a bucket that keeps versions its versions stay, and it is no longer found without one; with `versionId` \
            that version is deleted for good. Deleting what is not there is no error. `If-Match` deletes only what you know.

            `DELETE /api/v1/lake/buckets/lab/objects/raw/2026/a.csv`""")
    void delete(@PathVariable @Parameter(example = "lab") String bucket,
            @PathVariable @Parameter(example = "/raw/2026/a.csv") String key,
            @RequestParam(required = false) @Nullable String versionId,
            @Parameter(hidden = true) HttpServletRequest request, Caller caller) {
        BucketName name = BucketName.of(caller, bucket);
        String path = key(key);
        buckets.require(name);
        WriteCondition condition = WriteConditions.of(request, store, name, path);
        if (condition.absent()) {
            throw ProblemException.invalidField(HttpHeaders.IF_NONE_MATCH, "deletes nothing: use If-Match");
        }
        String etag = condition.etag();
        if (etag != null && store.find(name, path).filter(object -> object.etag().equals(etag)).isEmpty()) {
            throw new ProblemException(StoreError.PRECONDITION_FAILED, "The object has another ETag, or is not there.");
        }
        store.delete(name, path, versionId);
    }

    private Written keep(BucketName bucket, String key, NewObject object) throws IOException {
        try {
            return store.put(bucket, key, object);
        } catch (IOException brokenOff) {
            meters.brokenOff();
            throw brokenOff;
        }
    }

    /** The path after the bucket, which begins with a slash. */
    private static String key(String rest) {
        return ObjectKeys.check("key", rest.substring(Math.min(1, rest.length())));
    }

    private static String type(HttpServletRequest request) {
        String type = request.getContentType();
        // curl says of whatever it is given with --data-binary that it is a form.
        if (type == null || type.isBlank() || type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)) {
            return MediaType.APPLICATION_OCTET_STREAM_VALUE;
        }
        try {
            return MimeTypeUtils.parseMimeType(type).toString();
        } catch (InvalidMimeTypeException malformed) {
            throw ProblemException.invalidField(HttpHeaders.CONTENT_TYPE, "is not a media type");
        }
    }
}
