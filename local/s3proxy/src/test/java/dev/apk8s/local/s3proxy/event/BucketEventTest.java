package dev.apk8s.local.s3proxy.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;

import dev.apk8s.local.s3proxy.event.BucketEvent.StoredObject;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BucketEventTest {
    private static final Instant TIME = Instant.parse("2026-11-25T03:04:05.678901Z");

    @Test
    void a_created_object_has_the_form_of_minio() {
        JsonNode message = JsonMapper.shared().readTree(
                new BucketEvent(EventName.PUT, "upload", "a b/ü*.csv", TIME, 0x18ABL, "v1",
                        new StoredObject(7, "abc", "text/csv", Map.of("kind", "donors"))).json("us-east-1"));
        assertThat(message.at("/EventName").asString()).isEqualTo("s3:ObjectCreated:Put");
        assertThat(message.at("/Key").asString()).isEqualTo("upload/a b/ü*.csv");
        JsonNode entry = message.at("/Records/0");
        assertThat(entry.at("/eventTime").asString()).isEqualTo("2026-11-25T03:04:05.678Z");
        assertThat(entry.at("/eventName").asString()).isEqualTo("s3:ObjectCreated:Put");
        assertThat(entry.at("/s3/bucket/name").asString()).isEqualTo("upload");
        JsonNode object = entry.at("/s3/object");
        assertThat(object.at("/key").asString()).isEqualTo("a+b%2F%C3%BC%2A.csv");
        assertThat(object.at("/size").asLong()).isEqualTo(7);
        assertThat(object.at("/eTag").asString()).isEqualTo("abc");
        assertThat(object.at("/contentType").asString()).isEqualTo("text/csv");
        assertThat(object.at("/userMetadata/X-Amz-Meta-kind").asString()).isEqualTo("donors");
        assertThat(object.at("/versionId").asString()).isEqualTo("v1");
        assertThat(object.at("/sequencer").asString()).isEqualTo("00000000000018AB");
    }

    @Test
    void a_removed_object_has_nothing_of_what_it_was() {
        JsonNode object = JsonMapper.shared()
                .readTree(new BucketEvent(EventName.DELETE, "b", "k", TIME, 1, null, null).json("us-east-1"))
                .at("/Records/0/s3/object");
        assertThat(object.propertyNames()).containsExactly("key", "sequencer");
    }
}
