package dev.apk8s.ml.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.ml.model.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class RunTest {
    static List<Source> sources() {
        return List.of(new Source.Statement("SELECT 1"), new Source.LakeObject("upload", "a.csv"),
                new Source.Snapshot("x"));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void aRecordComesBackFromTheLogAsItWas(Source source) {
        Run run = run(source, RunState.DONE, Run.REGISTERING,
                new Run.Result(Map.of("recall", 1.0), 1, 10, 0, 3, "abc", List.of("temp")));
        JsonMapper json = new JsonMapper();
        assertThat(json.readValue(json.writeValueAsBytes(run), Run.class)).isEqualTo(run);
    }

    private static Run run(Source source, RunState state, String phase, Run.@Nullable Result result) {
        Instant time = Instant.parse("2026-11-01T08:00:00Z");
        Run.Plan plan = new Run.Plan(Algorithm.ANOMALY, source, null, List.of("temp"), "hot",
                Algorithm.ANOMALY.complete(null), 0.25, "m", Stage.NONE);
        return new Run("id", "default", "e", "me", time, plan, state, new Run.Progress(phase, 5), time, result, null);
    }

    @Test
    void oneThatRegistersItsModelIsNotCancelledAnyMore() {
        Source source = new Source.Snapshot("x");
        assertThat(run(source, RunState.RUNNING, "verifying", null).cancelled().state()).isEqualTo(RunState.CANCELLED);
        assertThat(run(source, RunState.RUNNING, Run.REGISTERING, null).cancelled().state())
                .isEqualTo(RunState.RUNNING);
    }
}
