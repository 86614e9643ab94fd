package dev.apk8s.lake.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apk8s.lake.processor.TaskFailedException.Next;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

class JobVerdictTest {
    private static final String AWAY = "{\"result\":\"FAILED\",\"code\":\"STORE_UNAVAILABLE\",\"reason\":\"Later.\","
            + "\"read\":0,\"written\":0}";
    private final JobVerdict verdict = new JobVerdict(new JsonMapper());

    private static Job failed(String reason) {
        return new JobBuilder().withNewStatus().withFailed(3).addNewCondition().withType("Failed").withStatus("True")
                .withReason(reason).withMessage("As it is.").endCondition().endStatus().build();
    }

    private static Pod pod(String phase, int exitCode, @Nullable String reason, @Nullable String message) {
        return new PodBuilder().withNewStatus().withPhase(phase).addNewContainerStatus().withName("task").withNewState()
                .withNewTerminated().withExitCode(exitCode).withReason(reason).withMessage(message).endTerminated()
                .endState().endContainerStatus().endStatus().build();
    }

    @Test
    void whatThePodToldIsTheReason() {
        TaskFailedException failure = verdict.failure(failed("BackoffLimitExceeded"),
                List.of(pod("Failed", 1, "Error", "no outcome"), pod("Failed", 1, "Error", """
                        {"result":"FAILED","code":"NO_SUCH_BUCKET","reason":"Gone.","read":0,"written":0}""")));
        assertThat(failure.failure()).isEqualTo(
                new Run.Failure("NO_SUCH_BUCKET", "Gone. BackoffLimitExceeded: As it is."));
        assertThat(failure.next()).isEqualTo(Next.GIVE_UP);
    }

    @Test
    void whereTheStoreWasAwayItIsTriedAnew() {
        assertThat(verdict.failure(failed("BackoffLimitExceeded"), List.of(pod("Failed", 1, "Error", AWAY))).next())
                .isEqualTo(Next.AGAIN_UNCOUNTED);
    }

    @Test
    void aPodThatWasKilledIsToldOfAsItEnded() {
        TaskFailedException failure = verdict.failure(failed("BackoffLimitExceeded"),
                List.of(pod("Failed", 137, "OOMKilled", null)));
        assertThat(failure.failure().code()).isEqualTo("JOB_FAILED");
        assertThat(failure.failure().reason()).contains("BackoffLimitExceeded", "exit code 137", "OOMKilled");
    }

    @Test
    void aJobWithoutPodsSaysWhatTheClusterSays() {
        assertThat(verdict.failure(failed("DeadlineExceeded"), List.of()).failure())
                .isEqualTo(new Run.Failure("JOB_TIMED_OUT", "DeadlineExceeded: As it is."));
        assertThat(verdict.told(List.of())).isEmpty();
        assertThat(verdict.told(List.of(pod("Succeeded", 0, "Completed", "not JSON")))).isEmpty();
        assertThat(JobVerdict.attempts(failed("x"))).isEqualTo(3);
    }

    @Test
    void theOutcomeOfTheOneThatWorkedIsRead() {
        assertThat(verdict.told(List.of(pod("Failed", 1, "Error", AWAY), pod("Succeeded", 0, "Completed", """
                {"result":"SUCCEEDED","code":null,"reason":null,"read":20,"written":10}"""))))
                .contains(TaskOutcome.succeeded(new Run.Progress(20, 10)));
    }
}
