package dev.apk8s.lake.processor;

import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.net.HttpURLConnection;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Does a node's work for the pods of a namespace: runs what their specs say, as processes of this machine, tells the API
 * server how they ended, and has their logs. The pods ask for more than any node has, so that no other takes them.
 */
final class JobNode implements ResourceEventHandler<Pod>, AutoCloseable {
    private final KubernetesClient admin;
    private final String namespace;
    private final NodeLogs logs;
    private final SharedIndexInformer<Pod> pods;
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final List<Throwable> faults = new CopyOnWriteArrayList<>();
    private final ExecutorService workers = Executors.newSingleThreadExecutor();
    private boolean cordoned;

    JobNode(KubernetesClient admin, String namespace) throws Exception {
        this.admin = admin;
        this.namespace = namespace;
        logs = new NodeLogs(admin);
        pods = admin.pods().inNamespace(namespace).inform(this);
    }

    /** Leaves new pods as they are. */
    synchronized void cordon() {
        cordoned = true;
    }

    /** Takes those that wait, and new ones again. */
    void uncordon() {
        synchronized (this) {
            cordoned = false;
        }
        pods.getStore().list().forEach(this::onAdd);
    }

    /** How many pods of a Job were run. */
    long count(String job) {
        return taken.stream().filter(name -> name.startsWith(job + "-")).count();
    }

    /** Whether the logs of pods cannot be read, as when their node is lost. */
    void loseLogs(boolean lost) {
        logs.lose(lost);
    }

    List<Throwable> faults() {
        return faults;
    }

    @Override
    public synchronized void onAdd(Pod pod) {
        if (!cordoned && "Pending".equals(pod.getStatus().getPhase()) && taken.add(pod.getMetadata().getName())) {
            workers.execute(() -> work(pod));
        }
    }

    @Override
    public void onUpdate(Pod before, Pod pod) {
        onAdd(pod);
    }

    @Override
    public void onDelete(Pod pod, boolean unknown) {
        // It is taken once at most.
    }

    private void work(Pod pod) {
        try {
            logs.take(pod);
            PodProcess.Ended ended = PodProcess.run(pod.getSpec(), secrets());
            logs.keep(pod, ended.log());
            logs.edit(pod, now -> ended(now, ended));
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                faults.add(refused);
            }
        } catch (Exception fault) {
            faults.add(fault);
        }
    }

    private Map<String, String> secrets() {
        return admin.secrets().inNamespace(namespace).withName("apk8s-s3").get().getData().entrySet().stream()
                .collect(Collectors.toMap(entry -> "apk8s-s3/" + entry.getKey(),
                        entry -> new String(Base64.getDecoder().decode(entry.getValue()))));
    }

    private static Pod ended(Pod now, PodProcess.Ended ended) {
        boolean worked = ended.exitCode() == 0;
        return new PodBuilder(now).editStatus().withPhase(worked ? "Succeeded" : "Failed")
                .withContainerStatuses(new ContainerStatusBuilder()
                        .withName(JobManifest.CONTAINER).withImage("apk8s/lake-service").withImageID("")
                        .withReady(false)
                        .withRestartCount(0).withNewState().withNewTerminated().withExitCode(ended.exitCode())
                        .withReason(worked ? "Completed" : "Error").withMessage(ended.message()).endTerminated()
                        .endState().build())
                .endStatus().build();
    }

    @Override
    public void close() {
        pods.close();
        workers.shutdownNow();
        logs.close();
    }
}
