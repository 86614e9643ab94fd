package dev.apk8s.platform.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class RecentHeadersTest {
    private final RecentHeaders headers = new RecentHeaders();

    @Test
    void givesTheSameHeaderForTheSameValueAgain() {
        assertThat(headers.of("ce_device", "lab-d1")).isSameAs(headers.of("ce_device", "lab-d1"));
        Instant time = Instant.parse("2026-01-01T00:00:00.001Z");
        assertThat(headers.ofTime("ce_time", time)).isSameAs(headers.ofTime("ce_time", time));
    }

    @Test
    void neverMixesNamesOrValuesHoweverManyThereAre() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 5_000; i++) {
                for (String name : new String[]{"ce_source", "ce_device"}) {
                    Header header = headers.of(name, "value-" + i);
                    assertThat(header.key()).isEqualTo(name);
                    assertThat(text(header)).isEqualTo("value-" + i);
                }
            }
        }
        Instant first = Instant.parse("2026-01-01T00:00:00.001Z");
        headers.ofTime("ce_time", first);
        assertThat(text(headers.ofTime("ce_time", first.plusNanos(1)))).isEqualTo("2026-01-01T00:00:00.001000001Z");
    }

    private static String text(Header header) {
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
