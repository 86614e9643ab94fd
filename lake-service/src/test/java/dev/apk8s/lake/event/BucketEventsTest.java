package dev.apk8s.lake.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class BucketEventsTest {
    private static final String MINIO = """
            {"EventName":"s3:ObjectCreated:Put","Key":"acme--upload/a b.csv","Records":[{"eventVersion":"2.0",\
            "eventSource":"minio:s3","awsRegion":"","eventTime":"2026-11-25T03:04:05.678Z",\
            "eventName":"s3:ObjectCreated:Put","userIdentity":{"principalId":"minio"},"s3":{"s3SchemaVersion":"1.0",\
            "configurationId":"Config","bucket":{"name":"acme--upload","ownerIdentity":{"principalId":"minio"},\
            "arn":"arn:aws:s3:::acme--upload"},"object":{"key":"a+b.csv","size":7,"eTag":"abc",\
            "contentType":"text/csv","userMetadata":{"content-type":"text/csv"},"sequencer":"187B1A2B3C4D5E6F"}}}]}""";

    private final BucketEvents events = new BucketEvents(JsonMapper.builder().build());

    @Test
    void anEventOfMinioIsRead() {
        BucketEvent event = events.read(bytes(MINIO)).orElseThrow();
        assertThat(event.bucket().tenant()).isEqualTo("acme");
        assertThat(event.bucket().name()).isEqualTo("upload");
        assertThat(event.key()).isEqualTo("a b.csv");
        assertThat(event.size()).isEqualTo(7);
        assertThat(event.etag()).isEqualTo("abc");
        assertThat(event.sequence()).isEqualTo(0x187B1A2B3C4D5E6FL);
        assertThat(event.userMetadata()).isEqualTo(Map.of("content-type", "text/csv"));
        assertThat(event.isCreated()).isTrue();
    }

    @Test
    void whatChangesNoObjectIsPassedOver() {
        assertThat(events.read(bytes(MINIO.replace("s3:ObjectCreated:Put", "s3:ObjectAccessed:Get")))).isEmpty();
        assertThat(events.read(bytes(MINIO.replace("acme--upload", "not--a--bucket")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"EventName\":\"s3:ObjectCreated:Put\"}"})
    void whatIsNoEventIsRefused(String text) {
        assertThatThrownBy(() -> events.read(bytes(text))).isInstanceOf(IllegalArgumentException.class);
        assertThat(events.readIfEvent(bytes(text))).isEmpty();
    }

    @Test
    void aTimeOrSequencerThatIsNoneIsNamed() {
        assertThatThrownBy(() -> events.read(bytes(MINIO.replace("187B1A2B3C4D5E6F", "soon"))))
                .hasMessageContaining("'soon'");
        assertThatThrownBy(() -> events.read(bytes(MINIO.replace("2026-11-25T03:04:05.678Z", "today"))))
                .hasMessageContaining("'today'");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
