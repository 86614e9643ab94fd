package dev.apk8s.warehouse.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimesTest {
    @Test
    void everyDigitStays() {
        assertThat(Times.timestamp("2026-11-01 08:00:00.123456789012")).isEqualTo("2026-11-01T08:00:00.123456789012");
        assertThat(Times.timestampWithZone("2026-11-01 08:00:00.123456789012 UTC"))
                .isEqualTo("2026-11-01T08:00:00.123456789012Z");
    }

    @Test
    void aNamedZoneBecomesItsOffset() {
        assertThat(Times.timestampWithZone("2026-07-01 08:00:00 Europe/Berlin"))
                .isEqualTo("2026-07-01T08:00:00+02:00[Europe/Berlin]");
        assertThat(Times.timestampWithZone("2026-12-01 08:00:00.5 Europe/Berlin"))
                .isEqualTo("2026-12-01T08:00:00.5+01:00[Europe/Berlin]");
        assertThat(Times.timestampWithZone("2026-12-01 08:00:00 -03:30")).isEqualTo("2026-12-01T08:00:00-03:30");
    }

    @Test
    void yearsOfMoreThanFourDigitsAreRead() {
        assertThat(Times.local("12026-11-01 08:00:00").getYear()).isEqualTo(12_026);
        assertThat(Times.local("2026-11-01 08:00:00.123456789012").getNano()).isEqualTo(123_456_789);
    }
}
