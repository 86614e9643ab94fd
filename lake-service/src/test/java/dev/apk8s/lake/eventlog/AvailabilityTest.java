package dev.apk8s.lake.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AvailabilityTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant NOW = Instant.now();

    @Test
    void nothingIsMissingWhereNothingWasDeleted() {
        Availability availability = new Availability(new Retention(DAY.toMillis(), false));
        availability.add(0, NOW.minus(DAY.multipliedBy(9)).toEpochMilli());
        assertThat(availability.latest()).isNull();
        assertThat(availability.earliest()).isNull();
    }

    @Test
    void aSilentPartitionHasLostNothingYoungerThanTheRetention() {
        Availability availability = new Availability(new Retention(DAY.toMillis(), false));
        availability.add(10, NOW.minusSeconds(5).toEpochMilli());
        assertThat(availability.latest()).isBetween(NOW.minus(DAY), Instant.now().minus(DAY));
        Availability empty = new Availability(new Retention(DAY.toMillis(), false));
        empty.add(10, -1);
        assertThat(empty.latest()).isBetween(NOW.minus(DAY), Instant.now().minus(DAY));
    }

    @Test
    void whatIsDeletedBySizeMayBeOfAnyTime() {
        Availability availability = new Availability(new Retention(DAY.toMillis(), true));
        availability.add(10, NOW.minusSeconds(5).toEpochMilli());
        assertThat(availability.latest())
                .isEqualTo(NOW.minusSeconds(5).truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
    }

    @Test
    void allPartitionsCount() {
        Availability availability = new Availability(new Retention(-1, false));
        availability.add(10, 5_000);
        availability.add(10, 3_000);
        assertThat(availability.latest()).isEqualTo(Instant.ofEpochMilli(5_000));
        assertThat(availability.earliest()).isEqualTo(Instant.ofEpochMilli(3_000));
        availability.add(0, -1);
        assertThat(availability.earliest()).isNull();
    }
}
