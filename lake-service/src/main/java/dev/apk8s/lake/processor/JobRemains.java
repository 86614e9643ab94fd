package dev.apk8s.lake.processor;

import dev.apk8s.platform.problem.ProblemException;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Removes Jobs whose runs are over, but which are still there because whoever watched them was killed in between. */
final class JobRemains {
    private static final Logger log = LoggerFactory.getLogger(JobRemains.class);

    private static final Set<Run.State> DONE = Set.of(Run.State.SUCCEEDED, Run.State.SUPERSEDED);

    private final KubernetesClient client;
    private final JobWatch watch;
    private final RunStore runs;

    JobRemains(KubernetesClient client, JobWatch watch, RunStore runs) {
        this.client = client;
        this.watch = watch;
        this.runs = runs;
    }

    @Scheduled(initialDelay = 10_000, fixedDelay = 60_000)
    void sweep() {
        try {
            watch.over().stream().filter(this::isSettled)
                    .forEach(job -> JobRunner.remove(client, job.getMetadata().getName()));
        } catch (ProblemException away) {
            log.warn("Jobs that remained are looked for again: {}", away.detail());
        }
    }

    private boolean isSettled(Job job) {
        String id = job.getMetadata().getLabels().get(JobManifest.RUN);
        return id != null && runs.find(id).map(found -> found.run().state()).filter(DONE::contains).isPresent();
    }
}
