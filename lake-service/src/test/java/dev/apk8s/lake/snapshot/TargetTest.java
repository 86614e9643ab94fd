package dev.apk8s.lake.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.lake.row.Format;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetTest {
    private static final Instant FROM = Instant.parse("2026-03-05T09:07:05Z");

    @Test
    void anHourIsNamedAsTheBookNamesIt() {
        Target hour = Target.periodic("sensor-hourly", "", FROM, Duration.ofHours(1), Format.CSV);
        assertThat(hour.dataKey(1)).isEqualTo("2026/03-05-09.csv");
        assertThat(hour.dataKey(2)).isEqualTo("2026/03-05-09.2.csv");
        assertThat(hour.manifestKey()).isEqualTo("2026/_03-05-09.manifest.json");
    }

    @Test
    void shorterPeriodsHaveLongerNames() {
        assertThat(Target.periodic("b", "p/", FROM, Duration.ofMinutes(5), Format.PARQUET).dataKey(1))
                .isEqualTo("p/2026/03-05-09-07.parquet");
        assertThat(Target.periodic("b", "p/", FROM, Duration.ofSeconds(2), Format.CSV).manifestKey())
                .isEqualTo("p/2026/_03-05-09-07-05.manifest.json");
    }

    @Test
    void onDemandThereIsADirectory() {
        Target target = Target.onDemand("exports", "s/", "id", Format.CSV, List.of());
        assertThat(target.dataKey(12)).isEqualTo("s/id/part-00012.csv");
        assertThat(target.manifestKey()).isEqualTo("s/id/_manifest.json");
    }
}
