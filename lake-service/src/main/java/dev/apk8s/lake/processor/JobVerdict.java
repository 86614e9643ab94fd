package dev.apk8s.lake.processor;

import dev.apk8s.lake.processor.Run.Failure;
import dev.apk8s.lake.processor.TaskFailedException.Next;
import dev.apk8s.lake.store.StoreError;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads from a Job that is over, and its pods, what became of its task. */
final class JobVerdict {
    private static final Set<String> AWAY = Set.of(StoreError.STORE_UNAVAILABLE.name(),
            StoreError.TOO_MANY_UPLOADS.name());
    private static final String TIMED_OUT = "DeadlineExceeded";

    private final JsonMapper json;

    JobVerdict(JsonMapper json) {
        this.json = json;
    }

    /** How often it was tried. */
    static int attempts(Job job) {
        return Math.max(1, count(job.getStatus().getFailed()) + count(job.getStatus().getSucceeded()));
    }

    private static int count(@Nullable Integer pods) {
        return pods == null ? 0 : pods;
    }

    /** What the pod that did it told at its end, of a Job that is complete. */
    Optional<TaskOutcome> told(List<Pod> pods) {
        return last(pods, "Succeeded").map(ContainerStateTerminated::getMessage).flatMap(this::read);
    }

    /** Why a Job failed. */
    TaskFailedException failure(Job job, List<Pod> pods) {
        JobCondition how = JobWatch.condition(job, "Failed").orElseThrow();
        Optional<ContainerStateTerminated> end = last(pods, "Failed");
        Optional<TaskOutcome> told = end.map(ContainerStateTerminated::getMessage).flatMap(this::read)
                .filter(outcome -> outcome.code() != null);
        String job0 = how.getReason() + ": " + how.getMessage();
        if (told.isPresent()) {
            String code = Objects.requireNonNull(told.get().code());
            return new TaskFailedException(new Failure(code, told.get().reason() + " " + job0),
                    AWAY.contains(code) ? Next.AGAIN_UNCOUNTED : Next.GIVE_UP);
        }
        String code = TIMED_OUT.equals(how.getReason()) ? "JOB_TIMED_OUT" : "JOB_FAILED";
        return new TaskFailedException(new Failure(code, job0 + end.map(JobVerdict::text).orElse("")), Next.GIVE_UP);
    }

    private static String text(ContainerStateTerminated end) {
        return " The last pod ended with exit code " + end.getExitCode()
                + (end.getReason() == null ? "" : ", " + end.getReason())
                + (end.getMessage() == null ? "" : ": " + end.getMessage());
    }

    private Optional<TaskOutcome> read(String message) {
        try {
            return Optional.of(json.readValue(message, TaskOutcome.class));
        } catch (JacksonException noOutcome) {
            return Optional.empty();
        }
    }

    /** How the container of the last pod that ended so did end. */
    private static Optional<ContainerStateTerminated> last(List<Pod> pods, String phase) {
        return pods.reversed().stream().filter(pod -> phase.equals(pod.getStatus().getPhase())).findFirst().stream()
                .flatMap(pod -> pod.getStatus().getContainerStatuses().stream()).map(ContainerStatus::getState)
                .flatMap(state -> Stream.ofNullable(state.getTerminated())).findFirst();
    }
}
