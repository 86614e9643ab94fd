package dev.apk8s.lake.processor;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Comparator;
import java.util.List;

/** The pods of Jobs, one an attempt, and their logs. */
final class JobPods {
    private static final String JOB = "batch.kubernetes.io/job-name";
    private static final int LAST_LINES = 40;
    private static final int MOST_BYTES = 64 << 10;
    private static final int LONGEST_LINE = 1_000;

    private final KubernetesClient client;

    JobPods(KubernetesClient client) {
        this.client = client;
    }

    /** In their order. */
    List<Pod> of(String job) {
        return client.pods().withLabel(JOB, job).list().getItems().stream()
                .sorted(Comparator.comparing((Pod pod) -> pod.getMetadata().getCreationTimestamp())
                        .thenComparing(pod -> pod.getMetadata().getName()))
                .toList();
    }

    /** Takes the end of each pod's log over. One that cannot be read, as after the loss of its node, is no failure. */
    void takeLogs(List<Pod> pods, RunReport report) {
        for (Pod pod : pods) {
            String name = pod.getMetadata().getName();
            try {
                String text = client.pods().withName(name).inContainer(JobManifest.CONTAINER).limitBytes(MOST_BYTES)
                        .tailingLines(LAST_LINES).getLog();
                report.say("Log of pod " + name + ":");
                text.lines().map(line -> line.substring(0, Math.min(LONGEST_LINE, line.length())))
                        .forEach(report::say);
            } catch (KubernetesClientException unreadable) {
                report.say("The log of pod " + name + " could not be read: " + JobRunner.reason(unreadable));
            }
        }
    }
}
