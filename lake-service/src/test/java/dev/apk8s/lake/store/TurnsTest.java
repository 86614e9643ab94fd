package dev.apk8s.lake.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.apk8s.platform.problem.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TurnsTest {
    @Test
    void whoWaitsInVainIsToldWhenToComeAgain() {
        Turns turns = new Turns(1, Duration.ofMillis(20), StoreError.TOO_MANY_UPLOADS);
        turns.take();
        assertThatThrownBy(turns::take).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.code()).isEqualTo(StoreError.TOO_MANY_UPLOADS);
            assertThat(problem.retryAfter()).isPositive();
        });
        assertThat(turns.taken()).isEqualTo(1);
        turns.release();
        turns.take();
    }

    @Test
    void whoWaitsHasTheTurnThatIsGivenBack() {
        Turns turns = new Turns(1, Duration.ofSeconds(30), StoreError.TOO_MANY_UPLOADS);
        turns.take();
        Thread waiting = Thread.ofVirtual().start(turns::take);
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        turns.release();
        await().until(() -> !waiting.isAlive());
        assertThat(turns.taken()).isEqualTo(1);
    }
}
