package dev.apk8s.lake.processor;

import dev.apk8s.lake.processor.ProcessorProperties.Runner;
import dev.apk8s.lake.processor.Run.Failure;
import dev.apk8s.lake.processor.TaskFailedException.Next;
import dev.apk8s.platform.problem.ProblemException;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a Kubernetes Job of each run and watches it to its end. A Job that is there already, made for the same run by
 * another replica or before a restart, is taken over.
 */
final class JobRunner implements TaskRunner {
    private static final Logger log = LoggerFactory.getLogger(JobRunner.class);

    private final KubernetesClient client;
    private final JobManifest manifest;
    private final JobWatch watch;
    private final JobPods pods;
    private final JobVerdict verdict;
    private final TaskWork results;
    private final int places;

    JobRunner(KubernetesClient client, JobManifest manifest, JobWatch watch, JobVerdict verdict, TaskWork results,
            JobProperties properties) {
        this.client = client;
        this.manifest = manifest;
        this.watch = watch;
        this.pods = new JobPods(client);
        this.verdict = verdict;
        this.results = results;
        places = properties.atOnce();
    }

    @Override
    public int places() {
        return places;
    }

    @Override
    public Runner kind() {
        return Runner.KUBERNETES;
    }

    @Override
    public Run.Progress run(Run run, RunReport report) throws SupersededException, TaskFailedException {
        try {
            report.say(created(run)
                    ? "The Job is " + JobManifest.name(run)
                    : "The Job " + JobManifest.name(run) + " was there already");
            Optional<Job> over = watch.whenOver(JobManifest.name(run));
            if (over.isEmpty()) {
                throw new TaskFailedException(new Failure("JOB_REMOVED", "The Job was removed before it was over."),
                        Next.AGAIN);
            }
            return result(run, over.get(), report);
        } catch (KubernetesClientException refused) {
            throw new ProblemException(ProcessorError.CLUSTER_UNAVAILABLE, reason(refused), refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Nobody watches the Job " + JobManifest.name(run) + " here any more");
        }
    }

    private boolean created(Run run) {
        try {
            client.batch().v1().jobs().resource(manifest.of(run)).create();
            return true;
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return false;
            }
            throw refused;
        }
    }

    private Run.Progress result(Run run, Job job, RunReport report) throws SupersededException, TaskFailedException {
        List<Pod> tried = pods.of(JobManifest.name(run));
        pods.takeLogs(tried, report);
        report.attempts(JobVerdict.attempts(job));
        if (JobWatch.condition(job, "Failed").isPresent()) {
            throw verdict.failure(job, tried);
        }
        Optional<TaskOutcome> told = verdict.told(tried);
        if (told.isPresent() && told.get().result() == TaskOutcome.Result.SUPERSEDED) {
            throw new SupersededException(String.valueOf(told.get().reason()));
        }
        if (told.isPresent()) {
            return new Run.Progress(told.get().read(), told.get().written());
        }
        return results.done(run.task()).orElseThrow(() -> new TaskFailedException(
                new Failure("RESULT_MISSING", "The Job is complete, but the result is not there."), Next.AGAIN));
    }

    /** A Job that failed for good is kept to be looked at, until its time is over; all others are removed. */
    @Override
    public void settled(Run run, Run.State outcome) {
        if (outcome != Run.State.FAILED) {
            remove(client, JobManifest.name(run));
        }
    }

    /** With its pods. What cannot be removed now goes by the Job's own time to live. */
    static void remove(KubernetesClient client, String job) {
        try {
            client.batch().v1().jobs().withName(job).withPropagationPolicy(DeletionPropagation.BACKGROUND).delete();
        } catch (KubernetesClientException refused) {
            log.warn("The Job {} is removed later: {}", job, reason(refused));
        }
    }

    /** Without the address of the API server. */
    static String reason(KubernetesClientException refused) {
        return refused.getStatus() != null && refused.getStatus().getMessage() != null
                ? refused.getStatus().getMessage()
                : "The API server does not answer.";
    }
}
