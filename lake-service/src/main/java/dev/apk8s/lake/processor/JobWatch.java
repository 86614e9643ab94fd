package dev.apk8s.lake.processor;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the Jobs of all runs in one watch. */
final class JobWatch implements ResourceEventHandler<Job>, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(JobWatch.class);
    /** A watch can be silent without a word; so the Job itself is looked at now and then. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

    private final KubernetesClient client;
    private final SharedIndexInformer<Job> informer;
    private final Map<String, CompletableFuture<Optional<Job>>> awaited = new ConcurrentHashMap<>();

    JobWatch(KubernetesClient client) {
        this.client = client;
        informer = client.batch().v1().jobs().withLabels(JobManifest.LABELS).runnableInformer(0)
                .addEventHandler(this).exceptionHandler((_, failure) -> {
                    log.warn("Jobs are watched again: {}", failure.toString());
                    return true;
                });
        informer.start();
    }

    /** Returns when a Job that was made is over; nothing if it is not there any more. */
    Optional<Job> whenOver(String name) throws InterruptedException {
        CompletableFuture<Optional<Job>> over = awaited.computeIfAbsent(name, _ -> new CompletableFuture<>());
        try {
            while (true) {
                Job now = client.batch().v1().jobs().withName(name).get();
                if (now == null || isOver(now)) {
                    return Optional.ofNullable(now);
                }
                try {
                    return over.get(LOOK_EVERY.toSeconds(), TimeUnit.SECONDS);
                } catch (TimeoutException goingOn) {
                    log.debug("The Job {} goes on", name, goingOn);
                }
            }
        } catch (ExecutionException never) {
            throw new IllegalStateException(never);
        } finally {
            awaited.remove(name, over);
        }
    }

    /** How many Jobs are waited for here. */
    int size() {
        return awaited.size();
    }

    /** Jobs that are over. */
    List<Job> over() {
        return informer.getStore().list().stream().filter(JobWatch::isOver).toList();
    }

    static boolean isOver(Job job) {
        return condition(job, "Complete").or(() -> condition(job, "Failed")).isPresent();
    }

    static Optional<JobCondition> condition(Job job, String type) {
        return job.getStatus() == null
                ? Optional.empty()
                : job.getStatus().getConditions().stream()
                        .filter(condition -> condition.getType().equals(type) && condition.getStatus().equals("True"))
                        .findFirst();
    }

    @Override
    public void onAdd(Job job) {
        tell(job);
    }

    @Override
    public void onUpdate(Job before, Job job) {
        tell(job);
    }

    @Override
    public void onDelete(Job job, boolean unknown) {
        complete(job, Optional.empty());
    }

    private void tell(Job job) {
        if (isOver(job)) {
            complete(job, Optional.of(job));
        }
    }

    private void complete(Job job, Optional<Job> how) {
        CompletableFuture<Optional<Job>> over = awaited.get(job.getMetadata().getName());
        if (over != null) {
            over.complete(how);
        }
    }

    @Override
    public void close() {
        informer.close();
    }
}
