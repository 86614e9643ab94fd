package dev.apk8s.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessIdentityTest {
    @Test
    void findsAProcessAgainByItsText() {
        ProcessIdentity current = ProcessIdentity.current();
        assertThat(ProcessIdentity.parse(current.toString())).isEqualTo(current);
        assertThat(current.find()).contains(ProcessHandle.current());
    }

    @Test
    void isAnotherOneWhenTheStartDiffers() {
        ProcessIdentity current = ProcessIdentity.current();
        assertThat(new ProcessIdentity(current.pid(), current.startedMillis() - 60_000).isAlive()).isFalse();
    }
}
