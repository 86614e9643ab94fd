package dev.apk8s.lake.upload;

import dev.apk8s.lake.object.ChecksumHeaders;
import dev.apk8s.lake.object.Metadata;
import dev.apk8s.lake.object.WriteConditions;
import dev.apk8s.lake.store.BucketName;
import dev.apk8s.lake.store.BucketStore;
import dev.apk8s.lake.store.Checksums;
import dev.apk8s.lake.store.ClientPace;
import dev.apk8s.lake.store.MultipartUploads;
import dev.apk8s.lake.store.NewObject;
import dev.apk8s.lake.store.ObjectKeys;
import dev.apk8s.lake.store.ObjectStore;
import dev.apk8s.lake.upload.UploadAnswer.Completed;
import dev.apk8s.lake.upload.UploadAnswer.Completion;
import dev.apk8s.lake.upload.UploadAnswer.Part;
import dev.apk8s.lake.upload.UploadAnswer.Parts;
import dev.apk8s.lake.upload.UploadAnswer.Request;
import dev.apk8s.lake.upload.UploadAnswer.Upload;
import dev.apk8s.lake.upload.UploadAnswer.Uploads;
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
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/lake/buckets/{bucket}/uploads")
@Tag(name = "Uploads")
final class UploadController {
    private static final int LONGEST_TOKEN = 4_096;

    private final MultipartUploads uploads;
    private final ObjectStore store;
    private final BucketStore buckets;
    private final ExpiryProperties expiry;
    private final ClientPace pace;

    UploadController(MultipartUploads uploads, ObjectStore store, BucketStore buckets, ExpiryProperties expiry,
            ClientPace pace) {
        this.uploads = uploads;
        this.store = store;
        this.buckets = buckets;
        this.expiry = expiry;
        this.pace = pace;
    }

    @PostMapping
    @Allowed(Role.OPERATOR)
    @Operation(summary = "Begin an upload in parts", description = """
            For an object that shall survive a broken connection: send its parts in any order, several at once, again where \
            one failed; then complete it. Nothing of it is visible before.

            `POST /api/v1/lake/buckets/lab/uploads {"key":"raw/2026/big.bin"}`""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
            {"key":"raw/2026/big.bin","contentType":"application/octet-stream","metadata":{"camera":"north"}}""")))
    ResponseEntity<Upload> begin(@PathVariable @Parameter(example = "lab") String bucket,
            @RequestBody @Valid Request request, Caller caller) {
        BucketName name = BucketName.of(caller, bucket);
        String key = ObjectKeys.check("key", request.key());
        NewObject object = NewObject.of(InputStream.nullInputStream(), NewObject.UNKNOWN, type(request.contentType()))
                .withMetadata(Metadata.check(request.metadata() == null ? Map.of() : request.metadata()))
                .expecting(new Checksums(null, request.sha256()));
        buckets.require(name);
        Upload upload = new Upload(new UploadId(uploads.begin(name, key, object), key).text(), key,
                Instant.now().plus(expiry.after()));
        return ResponseEntity
                .created(URI.create("/api/v1/lake/buckets/" + name.name() + "/uploads/" + upload.id()))
                .body(upload);
    }

    @GetMapping
    @Allowed(Role.VIEWER)
    @Operation(summary = "List uploads that were begun", description = """
            `GET /api/v1/lake/buckets/lab/uploads`""")
    Uploads list(@PathVariable @Parameter(example = "lab") String bucket,
            @RequestParam(required = false) @Size(max = LONGEST_TOKEN) @Parameter(description = "The 'next' of the page before.") @Nullable String after,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1_000) int limit, Caller caller) {
        BucketName name = BucketName.of(caller, bucket);
        buckets.require(name);
        var page = uploads.uploads(name, "", after == null || after.isBlank() ? null : after, limit);
        return new Uploads(page.uploads().stream().map(upload -> new Upload(
                new UploadId(upload.id(), upload.key()).text(), upload.key(), upload.begun().plus(expiry.after())))
                .toList(), page.next());
    }

    @PutMapping("/{upload}/parts/{number}")
    @Allowed(Role.OPERATOR)
    @Operation(summary = "Send a part", description = """
            5 MiB to 5 GiB, the last one less; with `Content-Length`. `Content-MD5` and `Content-Digest` are checked. Sending \
            a number again replaces the part.

            `PUT /api/v1/lake/buckets/lab/uploads/{upload}/parts/1`""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(mediaType = "application/octet-stream", schema = @Schema(type = "string", format = "binary"), examples = @ExampleObject("bytes")))
    ResponseEntity<Part> put(@PathVariable @Parameter(example = "lab") String bucket, @PathVariable String upload,
            @PathVariable @Min(1) @Max(MultipartUploads.MOST_PARTS) int number,
            @Parameter(hidden = true) HttpServletRequest request, Caller caller) throws IOException {
        BucketName name = BucketName.of(caller, bucket);
        long length = request.getContentLengthLong();
        if (length < 0 || length > MultipartUploads.LARGEST_PART) {
            throw ProblemException.invalidField(HttpHeaders.CONTENT_LENGTH,
                    "is required, and at most " + MultipartUploads.LARGEST_PART + " bytes");
        }
        UploadId id = open(name, upload);
        var part = uploads.put(name, id.key(), id.store(), number, pace.of(request.getInputStream()), length,
                ChecksumHeaders.of(request));
        return ResponseEntity.ok().eTag('"' + part.etag() + '"').body(view(part));
    }

    @GetMapping("/{upload}/parts")
    @Allowed(Role.VIEWER)
    @Operation(summary = "List the parts that are there", description = """
            To go on where a connection broke off.

            `GET /api/v1/lake/buckets/lab/uploads/{upload}/parts`""")
    Parts parts(@PathVariable @Parameter(example = "lab") String bucket, @PathVariable String upload,
            @RequestParam(required = false) @Min(0) @Parameter(description = "The 'next' of the page before.") @Nullable Integer after,
            @RequestParam(defaultValue = "1000") @Min(1) @Max(1_000) int limit, Caller caller) {
        BucketName name = BucketName.of(caller, bucket);
        UploadId id = open(name, upload);
        var page = uploads.parts(name, id.key(), id.store(), after, limit);
        return new Parts(page.parts().stream().map(UploadController::view).toList(), page.next());
    }

    @PostMapping("/{upload}/complete")
    @Allowed(Role.OPERATOR)
    @Operation(summary = "Make the object of its parts", description = """
            Name the parts in order, each with the ETag it was given. `If-None-Match: *` and `If-Match` as for an object \
            that is sent whole.

            `POST /api/v1/lake/buckets/lab/uploads/{upload}/complete {"parts":[{"number":1,"etag":"9f86d0"}]}`""")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = @ExampleObject("""
            {"parts":[{"number":1,"etag":"4b3a6218bb3e3a7303e8a171a60fcf92"}]}""")))
    Completed complete(@PathVariable @Parameter(example = "lab") String bucket, @PathVariable String upload,
            @RequestBody @Valid Completion request, @Parameter(hidden = true) HttpServletRequest http,
            Caller caller) {
        BucketName name = BucketName.of(caller, bucket);
        UploadId id = open(name, upload);
        List<MultipartUploads.Part> parts = request.parts().stream()
                .map(part -> new MultipartUploads.Part(part.number(), part.etag(), 0)).toList();
        var written = uploads.complete(name, id.key(), id.store(), parts,
                WriteConditions.of(http, store, name, id.key()));
        return new Completed(id.key(), written.etag(), written.versionId());
    }

    @DeleteMapping("/{upload}")
    @Allowed(Role.OPERATOR)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Give an upload up", description = """
            With the parts that are there.

            `DELETE /api/v1/lake/buckets/lab/uploads/{upload}`""")
    void abort(@PathVariable @Parameter(example = "lab") String bucket, @PathVariable String upload, Caller caller) {
        BucketName name = BucketName.of(caller, bucket);
        UploadId id = open(name, upload);
        uploads.abort(name, id.key(), id.store());
    }

    private UploadId open(BucketName bucket, String upload) {
        UploadId id = UploadId.read(upload);
        uploads.require(bucket, id.key(), id.store());
        return id;
    }

    private static Part view(MultipartUploads.Part part) {
        return new Part(part.number(), part.etag(), part.size());
    }

    private static String type(@Nullable String type) {
        try {
            return type == null ? MediaType.APPLICATION_OCTET_STREAM_VALUE : MediaType.parseMediaType(type).toString();
        } catch (InvalidMediaTypeException malformed) {
            throw ProblemException.invalidField("contentType", "is not a media type");
        }
    }
}
