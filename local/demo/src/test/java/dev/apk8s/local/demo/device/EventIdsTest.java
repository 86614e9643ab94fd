package dev.apk8s.local.demo.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventIdsTest {
    @Test
    void readsWhatADeviceGave() {
        assertThat(EventIds.sequence("lab-d1-abc", EventIds.of("lab-d1-abc", 17))).hasValue(17);
    }

    @Test
    void addsThePositionInTheRequest() {
        assertThat(EventIds.sequence("lab-d1-abc", "lab-d1-abc-20.3")).hasValue(23);
        assertThat(EventIds.sequence("lab-d1-abc", EventIds.single("lab-d1-abc", 20))).hasValue(20);
    }

    @Test
    void knowsAStampOfTheBrokerForNone() {
        assertThat(EventIds.sequence("lab-d1-abc", "01978f2e-7d0c-7c4e-9d7a-0a4f4e1b2c3d")).isEmpty();
        assertThat(EventIds.sequence("lab-d1-abc", "lab-d1-abc")).isEmpty();
        assertThat(EventIds.sequence("lab-d1-abc", "lab-d1-abc-x")).isEmpty();
        assertThat(EventIds.sequence("lab-d1", "lab-d10-4")).isEmpty();
    }
}
