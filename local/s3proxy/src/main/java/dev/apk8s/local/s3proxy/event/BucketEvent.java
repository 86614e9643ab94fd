package dev.apk8s.local.s3proxy.event;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that happened to an object.
 *
 * @param sequence orders the events of one key
 * @param versionId of the version that was made or removed, in a bucket that keeps versions
 * @param object what is there now; null after a removal
 */
public record BucketEvent(EventName name, String bucket, String key, Instant time, long sequence,
        @Nullable String versionId, @Nullable StoredObject object) {

    /**
     * An object as it was kept.
     *
     * @param size in bytes
     * @param eTag without quotes
     */
    public record StoredObject(long size, String eTag, @Nullable String contentType,
            Map<String, String> userMetadata) {}

    private static final JsonMapper JSON = new JsonMapper();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    /** Bucket and key, as MinIO writes them into the event and takes them for the Kafka key. */
    String path() {
        return bucket + "/" + key;
    }

    /** The event in the form in which MinIO's Kafka target sends it. */
    String json(String region) {
        ObjectNode message = JSON.createObjectNode();
        message.put("EventName", name.text()).put("Key", path());
        ObjectNode entry = message.putArray("Records").addObject();
        entry.put("eventVersion", "2.0").put("eventSource", "s3proxy:s3").put("awsRegion", region)
                .put("eventTime", TIME.format(time)).put("eventName", name.text());
        entry.putObject("userIdentity").put("principalId", "apk8s");
        entry.putObject("requestParameters").put("principalId", "apk8s").put("region", region);
        ObjectNode subject = entry.putObject("s3").put("s3SchemaVersion", "1.0").put("configurationId", "Config");
        ObjectNode home = subject.putObject("bucket").put("name", bucket);
        home.putObject("ownerIdentity").put("principalId", "apk8s");
        home.put("arn", "arn:aws:s3:::" + bucket);
        describe(subject.putObject("object"));
        return JSON.writeValueAsString(message);
    }

    private void describe(ObjectNode described) {
        described.put("key", escaped(key));
        if (object != null) {
            described.put("size", object.size()).put("eTag", object.eTag());
            if (object.contentType() != null) {
                described.put("contentType", object.contentType());
            }
            ObjectNode metadata = described.putObject("userMetadata");
            object.userMetadata().forEach((name, value) -> metadata.put("X-Amz-Meta-" + name, value));
            if (object.contentType() != null) {
                metadata.put("content-type", object.contentType());
            }
        }
        if (versionId != null) {
            described.put("versionId", versionId);
        }
        described.put("sequencer", "%016X".formatted(sequence));
    }

    /** As Go's {@code url.QueryEscape}, which MinIO uses. */
    static String escaped(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("*", "%2A").replace("%7E", "~");
    }
}
