package dev.apk8s.local.demo.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StallTest {
    @Test
    void lastsOnceTheNumberHasNotChangedForLongEnough() {
        Stall stall = new Stall(Duration.ofMillis(200));
        assertThat(stall.lasts(1)).isFalse();
        assertThat(stall.lasts(2)).isFalse();
        await().atMost(Duration.ofSeconds(5)).until(() -> stall.lasts(2));
        assertThat(stall.lasts(3)).isFalse();
    }
}
