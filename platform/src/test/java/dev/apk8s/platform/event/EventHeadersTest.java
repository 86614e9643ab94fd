package dev.apk8s.platform.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class EventHeadersTest {
    private static final byte[] DATA = "{\"temp\":51540}".getBytes(StandardCharsets.UTF_8);
    private static final Event EVENT = new Event("e-1", "/devices/lab-d1", "dev.apk8s.reading",
            Instant.parse("2026-11-23T17:00:00.123456789Z"), "room-1", "acme", "lab-d1", DATA);

    @Test
    void whatIsWrittenIsReadBack() {
        Event read = EventHeaders.read(entry(EventHeaders.of(EVENT, null)));
        assertThat(read).usingRecursiveComparison().isEqualTo(EVENT);
    }

    @Test
    void theCloudEventsLibraryReadsTheSame() {
        Headers headers = EventHeaders.of(EVENT, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        try (CloudEventDeserializer library = new CloudEventDeserializer()) {
            CloudEvent read = library.deserialize("sensor", headers, DATA);
            assertThat(read.getId()).isEqualTo("e-1");
            assertThat(read.getSource()).hasToString("/devices/lab-d1");
            assertThat(read.getType()).isEqualTo("dev.apk8s.reading");
            assertThat(read.getSubject()).isEqualTo("room-1");
            assertThat(String.valueOf(read.getTime())).isEqualTo("2026-11-23T17:00:00.123456789Z");
            assertThat(read.getExtension("tenant")).isEqualTo("acme");
            assertThat(read.getExtension("device")).isEqualTo("lab-d1");
            assertThat(read.getDataContentType()).isEqualTo("application/json");
            assertThat(java.util.Objects.requireNonNull(read.getData()).toBytes()).isEqualTo(DATA);
        }
    }

    @Test
    void aRecordOfSomebodyElseIsAnEventOfTheDefaultTenantWithItsPlaceAsId() {
        Event read = EventHeaders.read(entry(new RecordHeaders()));
        assertThat(read.id()).isEqualTo("sensor-2-17");
        assertThat(read.tenant()).isEqualTo("default");
        assertThat(read.time()).isEqualTo(Instant.ofEpochMilli(1_000));
        assertThat(read.data()).isEqualTo(DATA);
    }

    @Test
    void anUnreadableTimeFallsBackToTheRecords() {
        RecordHeaders headers = new RecordHeaders();
        headers.add(EventHeaders.TIME, "noon".getBytes(StandardCharsets.UTF_8));
        assertThat(EventHeaders.read(entry(headers)).time()).isEqualTo(Instant.ofEpochMilli(1_000));
    }

    private static ConsumerRecord<String, byte[]> entry(Headers headers) {
        return new ConsumerRecord<>("sensor", 2, 17, 1_000, TimestampType.CREATE_TIME, 0, DATA.length, "lab-d1", DATA,
                headers, Optional.empty());
    }
}
