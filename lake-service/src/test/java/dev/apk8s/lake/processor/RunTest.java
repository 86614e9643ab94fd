package dev.apk8s.lake.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RunTest {
    private static final Duration LEASE = Duration.ofSeconds(20);
    private final Run run = Runs.of(Runs.task("donors.csv", "9b2c", 3, "processed"));
    private final JsonMapper json = new JsonMapper();

    @Test
    void aRunThatWasKeptBeforeThereWereRoundsIsRead() {
        ObjectNode kept = json.valueToTree(run);
        kept.remove("rounds");
        Run read = json.treeToValue(kept, Run.class);
        assertThat(read.round()).isZero();
        assertThat(read).isEqualTo(run);
    }

    @Test
    void aRunThatIsTriedAnewHasAnotherJob() {
        assertThat(JobManifest.name(run)).isEqualTo("process-" + run.id());
        assertThat(JobManifest.name(run.replayed())).isEqualTo("process-" + run.id() + "-1");
        assertThat(JobManifest.name(run.replayed().replayed())).isEqualTo("process-" + run.id() + "-2");
        assertThat(JobManifest.name(run.begun("a", LEASE, true).begun("b", LEASE, true)))
                .isEqualTo(JobManifest.name(run));
    }

    @Test
    void toWatchWhatGoesOnIsNoFurtherAttempt() {
        Run begun = run.begun("a", LEASE, true);
        assertThat(begun.attempts()).isEqualTo(1);
        assertThat(begun.begun("b", LEASE, true).attempts()).isEqualTo(1);
        assertThat(begun.begun("b", LEASE, false).attempts()).isEqualTo(2);
        assertThat(begun.begun("b", LEASE, true).endOfLog()).contains("b goes on with attempt 1; a said nothing more");
    }
}
