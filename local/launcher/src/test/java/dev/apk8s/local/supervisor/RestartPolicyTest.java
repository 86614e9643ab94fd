package dev.apk8s.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {
    private final RestartPolicy policy = RestartPolicy.DEFAULT;

    @Test
    void waitsLongerEachTimeUpToAMost() {
        assertThat(policy.delay(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(policy.delay(3)).isEqualTo(Duration.ofSeconds(4));
        assertThat(policy.delay(100)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void givesUpSoonerOnWhatNeverServed() {
        assertThat(policy.allows(2, false)).isTrue();
        assertThat(policy.allows(3, false)).isFalse();
        assertThat(policy.allows(5, true)).isTrue();
        assertThat(policy.allows(6, true)).isFalse();
    }
}
