package dev.apk8s.ingest.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.apk8s.platform.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class CommandViewTest {
    private final CommandView view = new CommandView(new CommandProperties(DataSize.ofKilobytes(64),
            Duration.ofDays(1), Duration.ofSeconds(60), 2, 3, DataSize.ofKilobytes(8), Duration.ofDays(2)));

    @Test
    void theOldestAreForgottenFirst() {
        for (int number = 1; number <= 5; number++) {
            view.add(CommandStateTest.accepted("c-" + number, Await.NONE));
        }
        assertThat(view.find("c-2")).isEmpty();
        assertThat(view.recent(_ -> true, 2)).extracting(state -> state.command().command())
                .containsExactly("c-5", "c-4");
        assertThat(view.recent(_ -> true, 10)).hasSize(3);
    }

    @Test
    void largeAnswersPushOthersOut() {
        for (int number = 1; number <= 3; number++) {
            view.add(CommandStateTest.accepted("c-" + number, Await.ANSWER));
        }
        answer("c-2", 6_000);
        assertThat(view.find("c-1")).isEmpty();
        assertThat(view.find("c-2")).isPresent();
    }

    @Test
    void whoeverWaitsHearsOfTheAnswerOnce() {
        var settled = view.expect("c-1");
        view.add(CommandStateTest.accepted("c-1", Await.ANSWER));
        view.note(new CommandOutcome("c-1", "d1", Outcome.DELIVERED, Instant.now(), null), 0);
        assertThat(settled).isNotDone();
        answer("c-1", 10);
        assertThat(settled).isCompletedWithValueMatching(state -> state.outcome() == Outcome.ANSWERED);
    }

    @Test
    void anotherDevicesAnswerIsNone() {
        view.add(CommandStateTest.accepted("c-1", Await.ANSWER));
        view.note(new CommandOutcome("c-1", "d2", Outcome.ANSWERED, Instant.now(), "7"), 1);
        assertThat(view.find("c-1").orElseThrow().outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void onlySoManyWait() {
        assertThat(view.expect("c-1")).isNotDone();
        assertThat(view.expect("c-2")).isNotDone();
        assertThatThrownBy(() -> view.expect("c-3")).isInstanceOf(ProblemException.class);
        view.forget("c-1");
        assertThat(view.expect("c-3")).isNotDone();
    }

    private void answer(String command, int bytes) {
        view.note(new CommandOutcome(command, "d1", Outcome.ANSWERED, Instant.now(), "7"), bytes);
    }
}
