package dev.apk8s.lake.store;

import java.io.InputStream;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** An object in the headers of S3. */
final class ObjectHeaders {
    /** Where the lake keeps the SHA-256 of an object, among the metadata that its writer gave. */
    static final String SHA256 = "apk8s-sha256";
    private static final String METADATA = "x-amz-meta-";
    private static final String DEFAULT_TYPE = "application/octet-stream";

    private ObjectHeaders() {}

    static StoredObject read(String key, Headers headers) {
        String range = headers.get("Content-Range");
        String size = range == null ? headers.get("Content-Length") : range.substring(range.lastIndexOf('/') + 1);
        Map<String, String> metadata = new HashMap<>();
        headers.forEach(header -> {
            String name = header.getFirst().toLowerCase(Locale.ROOT);
            if (name.startsWith(METADATA)) {
                metadata.put(name.substring(METADATA.length()), header.getSecond());
            }
        });
        String sha256 = metadata.remove(SHA256);
        return new StoredObject(key, size == null ? 0 : Long.parseLong(size), unquoted(headers.get("ETag")),
                orElse(headers.get("Content-Type"), DEFAULT_TYPE), modified(headers.get("Last-Modified")),
                headers.get("x-amz-version-id"), sha256, metadata);
    }

    static ObjectContent content(String key, Headers headers, InputStream body) {
        StoredObject object = read(key, headers);
        String length = headers.get("Content-Length");
        return new ObjectContent(object, body, length == null ? object.size() : Long.parseLong(length),
                headers.get("Content-Range"));
    }

    /** @param sha256 of the body, where it is known before the body was sent */
    static Map<String, String> write(NewObject object, @Nullable String sha256) {
        Map<String, String> headers = conditions(object.condition());
        object.metadata().forEach((name, value) -> headers.put(METADATA + name, value));
        if (sha256 != null) {
            headers.put(METADATA + SHA256, sha256);
        }
        return headers;
    }

    static Map<String, String> conditions(WriteCondition condition) {
        Map<String, String> headers = new HashMap<>();
        if (condition.absent()) {
            headers.put("If-None-Match", "*");
        } else if (condition.etag() != null) {
            headers.put("If-Match", '"' + condition.etag() + '"');
        }
        return headers;
    }

    static String unquoted(@Nullable String etag) {
        return etag == null ? "" : etag.replace("\"", "");
    }

    private static String orElse(@Nullable String value, String other) {
        return value == null || value.isBlank() ? other : value;
    }

    private static Instant modified(@Nullable String date) {
        return date == null
                ? Instant.EPOCH
                : ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }
}
