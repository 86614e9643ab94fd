package dev.apk8s.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.apk8s.ingest.http.CloudEventReader.InvalidCloudEventException;
import dev.apk8s.ingest.intake.Submission;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudEventReaderTest {
    private static final String START = "{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"/probe/2\",\"type\":\"t\"";

    @Test
    void dataIsCutOutByteForByte() {
        Submission submission = read(
                START + ",\"data\": {\"temp\" : 51540,\"é\":[1, 2]} ,\"time\":\"2026-11-23T17:00:00+01:00\",\"subject\":\"s\"}");
        assertThat(new String(submission.data(), StandardCharsets.UTF_8)).isEqualTo("{\"temp\" : 51540,\"é\":[1, 2]}");
        assertThat(submission.id()).isEqualTo("7");
        assertThat(submission.source()).isEqualTo("/probe/2");
        assertThat(submission.type()).isEqualTo("t");
        assertThat(submission.subject()).isEqualTo("s");
        assertThat(submission.time()).isEqualTo(Instant.parse("2026-11-23T16:00:00Z"));
    }

    @Test
    void base64DataIsDecoded() {
        assertThat(read(START + ",\"data_base64\":\"eyJhIjoxfQ==\"}").data()).asString().isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{\"id\":\"7\",\"source\":\"/a\",\"type\":\"t\",\"data\":{}}|specversion",
            "{\"specversion\":\"0.3\",\"id\":\"7\",\"source\":\"/a\",\"type\":\"t\",\"data\":{}}|specversion",
            "{\"specversion\":\"1.0\",\"source\":\"/a\",\"type\":\"t\",\"data\":{}}|id",
            "{\"specversion\":\"1.0\",\"id\":\"\",\"source\":\"/a\",\"type\":\"t\",\"data\":{}}|id",
            "{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"/a\",\"type\":\"t\"}|data",
            "{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"/a\",\"type\":\"t\",\"time\":\"noon\",\"data\":{}}|time",
            "{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"/a\",\"type\":\"t\",\"datacontenttype\":\"text/xml\",\"data\":{}}|datacontenttype",
            "{\"specversion\":\"1.0\",\"id\":{},\"source\":\"/a\",\"type\":\"t\",\"data\":{}}|id",
            "[1]|event",
            "{\"specversion\":|event"})
    void aFaultIsNamed(String event, String attribute) {
        assertThatThrownBy(() -> read(event)).isInstanceOfSatisfying(InvalidCloudEventException.class,
                invalid -> assertThat(invalid.refused().field()).isEqualTo(attribute));
    }

    private static Submission read(String event) {
        return CloudEventReader.structured(event.getBytes(StandardCharsets.UTF_8));
    }
}
