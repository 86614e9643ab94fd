package dev.apk8s.ingest.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CommandStateTest {
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    static Stream<Arguments> courses() {
        return Stream.of(Arguments.of(Await.NONE, List.of(), Outcome.ACCEPTED, false),
                Arguments.of(Await.NONE, List.of(Outcome.SENT), Outcome.SENT, false),
                Arguments.of(Await.NONE, List.of(Outcome.SENT, Outcome.DELIVERED), Outcome.DELIVERED, true),
                Arguments.of(Await.NONE, List.of(Outcome.SENT, Outcome.EXPIRED), Outcome.EXPIRED, true),
                Arguments.of(Await.DELIVERY, List.of(Outcome.DELIVERED, Outcome.SENT), Outcome.DELIVERED, true),
                Arguments.of(Await.DELIVERY, List.of(Outcome.EXPIRED, Outcome.DELIVERED), Outcome.DELIVERED, true),
                Arguments.of(Await.ANSWER, List.of(Outcome.SENT, Outcome.DELIVERED), Outcome.DELIVERED, false),
                Arguments.of(Await.ANSWER, List.of(Outcome.DELIVERED, Outcome.EXPIRED), Outcome.EXPIRED, true),
                Arguments.of(Await.ANSWER, List.of(Outcome.ANSWERED, Outcome.DELIVERED), Outcome.ANSWERED, true),
                Arguments.of(Await.ANSWER, List.of(Outcome.EXPIRED, Outcome.ANSWERED), Outcome.ANSWERED, true));
    }

    @ParameterizedTest
    @MethodSource("courses")
    void theOutcomeFollowsFromWhatHappenedInWhicheverOrder(Await await, List<Outcome> happened, Outcome outcome,
            boolean settled) {
        CommandState state = accepted("c-1", await);
        for (Outcome next : happened) {
            state = state.with(new CommandOutcome("c-1", "d1", next, NOW, null), 0);
        }
        assertThat(state.outcome()).isEqualTo(outcome);
        assertThat(state.isSettled()).isEqualTo(settled);
        assertThat(state.isOverdue(NOW.plusSeconds(61))).isEqualTo(!settled);
        assertThat(state.isOverdue(NOW.plusSeconds(59))).isFalse();
    }

    static CommandState accepted(String id, Await await) {
        Command command = new Command(id, "d1", "reboot", null, await, NOW.plusSeconds(60), "operator");
        return CommandState.accepted(command, "default", 0, null, Instant.now());
    }
}
