package dev.apk8s.local.demo.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void sharesOutEveryReading() {
        int devices = 7;
        int total = IntStream.range(0, devices).map(index -> Pace.share(index, devices, 100, 10.03).total()).sum();
        assertThat(total).isEqualTo(1003);
    }

    @Test
    void spreadsTheReadingsEvenly() {
        Pace pace = Pace.share(0, 2, 20, 10);
        assertThat(pace.due(0)).isEqualTo(1);
        assertThat(pace.due(TimeUnit.MILLISECONDS.toNanos(950))).isEqualTo(10);
        assertThat(pace.due(TimeUnit.SECONDS.toNanos(60))).isEqualTo(100);
    }

    @Test
    void letsDevicesBeginOneAfterTheOther() {
        Pace second = Pace.share(1, 2, 20, 10);
        assertThat(second.due(0)).isZero();
        assertThat(second.dueAt(0)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
        assertThat(second.due(second.dueAt(0))).isEqualTo(1);
    }

    @Test
    void isDueWhenItSaysSo() {
        Pace pace = Pace.share(3, 10, 333, 20);
        for (int sequence = 0; sequence < pace.total(); sequence++) {
            assertThat(pace.due(pace.dueAt(sequence) + 1)).isEqualTo(sequence + 1);
        }
    }
}
