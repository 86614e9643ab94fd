package dev.apk8s.local.demo.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProbesTest {
    @Test
    void choosesOneAnInterval() {
        Probes probes = new Probes(10, 100);
        for (int now = 0; now < 1_000; now++) {
            probes.offer("id-" + now, now);
        }
        assertThat(probes.chosen()).isEqualTo(10);
        assertThat(probes.underWay()).hasSize(10).contains("id-0", "id-100", "id-900");
    }

    @Test
    void watchesNoMoreThanItMay() {
        Probes probes = new Probes(2, 1);
        for (int now = 0; now < 10; now++) {
            probes.offer("id-" + now, now);
        }
        assertThat(probes.underWay()).containsExactlyInAnyOrder("id-0", "id-1");
        assertThat(probes.found("id-0", 50)).isEqualTo(50);
        probes.offer("id-60", 60);
        assertThat(probes.underWay()).containsExactlyInAnyOrder("id-1", "id-60");
    }

    @Test
    void tellsATimeOnce() {
        Probes probes = new Probes(2, 1);
        probes.offer("id", 10);
        assertThat(probes.found("id", 25)).isEqualTo(15);
        assertThat(probes.found("id", 30)).isZero();
        assertThat(probes.found("other", 30)).isZero();
    }
}
