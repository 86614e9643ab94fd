package dev.apk8s.lake.event;

import dev.apk8s.lake.store.BucketName;
import dev.apk8s.platform.identity.Caller;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The documents of an object's state, each with the version that keeps a later one from being overwritten. */
final class StateDocuments {
    private static final int LONGEST_ID = 512;

    private StateDocuments() {}

    /** The lines of a bulk. An object of the bucket {@code processed} has a second document, in the index of the book. */
    static List<Object> lines(ObjectState state) {
        List<Object> lines = new ArrayList<>();
        lines.add(action("index", ObjectIndex.OBJECTS, state));
        lines.add(document(state));
        if (isInBook(state.bucket())) {
            if (state.present()) {
                lines.add(action("index", ObjectIndex.PROCESSED, state));
                lines.add(message(state));
            } else {
                lines.add(action("delete", ObjectIndex.PROCESSED, state));
            }
        }
        return lines;
    }

    static boolean isInBook(BucketName bucket) {
        return bucket.stored().equals(ObjectIndex.PROCESSED) && bucket.tenant().equals(Caller.DEFAULT_TENANT);
    }

    /** Bucket and key as MinIO writes them; of a long key the digest. */
    static String id(BucketName bucket, String key) {
        String path = bucket.stored() + "/" + key;
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST_ID) {
            return path;
        }
        try {
            return "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }

    private static Map<String, Object> action(String action, String index, ObjectState state) {
        return Map.of(action, Map.of("_index", index, "_id", id(state.bucket(), state.key()), "version",
                state.version(), "version_type", "external_gte"));
    }

    private static Map<String, Object> document(ObjectState state) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("tenant", state.bucket().tenant());
        document.put("bucket", state.bucket().name());
        document.put("stored", state.bucket().stored());
        document.put("key", state.key());
        document.put("present", state.present());
        document.put("size", state.size());
        document.put("etag", state.etag());
        document.put("time", state.time());
        document.put("event", state.event());
        document.put("sequencer", sequencer(state));
        document.put("userMetadata", state.userMetadata());
        putIfKnown(document, "contentType", state.contentType());
        putIfKnown(document, "versionId", state.versionId());
        return document;
    }

    /** In the form of the event, as MinIO keeps it in an index of the format "namespace". */
    private static Map<String, Object> message(ObjectState state) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("key", URLEncoder.encode(state.key(), StandardCharsets.UTF_8));
        object.put("size", state.size());
        object.put("eTag", state.etag());
        putIfKnown(object, "contentType", state.contentType());
        putIfKnown(object, "versionId", state.versionId());
        object.put("userMetadata", state.userMetadata());
        object.put("sequencer", sequencer(state));
        Map<String, Object> entry = Map.of("eventName", state.event(), "eventTime", state.time(), "s3",
                Map.of("bucket", Map.of("name", state.bucket().stored()), "object", object));
        return Map.of("EventName", state.event(), "Key", state.bucket().stored() + "/" + state.key(), "Records",
                List.of(entry));
    }

    private static String sequencer(ObjectState state) {
        return "%016X".formatted(state.version());
    }

    private static void putIfKnown(Map<String, Object> document, String field, @Nullable Object value) {
        if (value != null) {
            document.put(field, value);
        }
    }
}
