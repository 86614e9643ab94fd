package dev.apk8s.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The charts on the cluster that KUBECONFIG names, with the program that HELM or the path names. Its nodes may be simulated
 * ones: what a pod does is not looked at.
 */
class ClusterIT {
    private final TestCluster cluster = TestCluster.given();
    private final KubernetesClient client = cluster.client();

    @BeforeEach
    void prepare() {
        cluster.makeNamespace();
    }

    @AfterEach
    void clear() {
        cluster.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "default", "large"})
    void aReleaseIsInstalledUpgradedRolledBackAndRemoved(String profile) throws Exception {
        cluster.release("install", profile);
        Map<String, String> made = secrets();
        assertThat(made).hasSizeGreaterThan(10);
        assertThat(runner()).isEqualTo("kubernetes");

        cluster.release("upgrade", profile, "--set", "lake.jobs.enabled=false");
        assertThat(runner()).isEqualTo("process");
        assertThat(secrets()).as("what was made at the installation stays").isEqualTo(made);

        cluster.helm("rollback", "apk8s", "1");
        assertThat(runner()).isEqualTo("kubernetes");
        assertThat(secrets()).isEqualTo(made);

        cluster.helm("uninstall", "apk8s");
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(cluster.remains())
                .allMatch(remaining -> remaining.startsWith("PersistentVolumeClaim ")));
        assertThat(cluster.remains()).contains("PersistentVolumeClaim chain-keystore");
    }

    private @Nullable String runner() {
        return client.configMaps().withName("lake-service").require().getData().get("APK8S_PROCESSORS_RUNNER");
    }

    private Map<String, String> secrets() {
        Map<String, String> values = new TreeMap<>();
        for (Secret secret : client.secrets().list().getItems()) {
            if (secret.getMetadata().getName().startsWith("apk8s-")) {
                secret.getData().forEach((key, value) -> values.put(secret.getMetadata().getName() + "/" + key, value));
            }
        }
        return values;
    }

    @Test
    void aNodeIsDrainedWithoutTakingAServiceAway() throws Exception {
        cluster.release("install", "default");
        await().atMost(Duration.ofMinutes(2)).until(() -> pods("gateway").size() >= 2);
        await().atMost(Duration.ofMinutes(2)).until(() -> ready("gateway") >= 2);

        List<Pod> both = pods("gateway");
        ResourceQuota full = client.resourceQuotas().resource(noMorePods()).create();
        client.resourceQuotas().resource(full).waitUntilCondition(quota -> quota != null && quota.getStatus() != null
                && quota.getStatus().getHard() != null, 1, TimeUnit.MINUTES);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> client.policy().v1().podDisruptionBudget().withName("gateway").require()
                        .getStatus().getCurrentHealthy() == 2);
        assertThat(client.pods().withName(both.getFirst().getMetadata().getName()).evict()).isTrue();
        assertThat(client.pods().withName(both.getLast().getMetadata().getName()).evict())
                .as("the second one while the first is not made up for").isFalse();
        client.resourceQuotas().resource(full).delete();
        await().atMost(Duration.ofMinutes(2)).until(() -> ready("gateway") >= 2);

        String node = pods("gateway").stream().filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .map(pod -> pod.getSpec().getNodeName()).findFirst().orElseThrow();
        setSchedulable(node, false);
        try {
            await().atMost(Duration.ofMinutes(5)).until(() -> {
                on(node).forEach(pod -> client.pods().resource(pod).evict());
                assertThat(ready("gateway")).as("one may be missing, not both").isPositive();
                return on(node).isEmpty();
            });
            await().atMost(Duration.ofMinutes(2)).until(() -> ready("gateway") >= 2);
        } finally {
            setSchedulable(node, true);
        }
    }

    /** Nothing that is taken away is made up for. */
    private static ResourceQuota noMorePods() {
        return new ResourceQuotaBuilder().withNewMetadata().withName("full").endMetadata().withNewSpec()
                .withHard(Map.of("pods", new Quantity("0"))).endSpec().build();
    }

    private void setSchedulable(String node, boolean schedulable) {
        client.nodes().withName(node)
                .edit(there -> new NodeBuilder(there).editSpec().withUnschedulable(!schedulable).endSpec().build());
    }

    private List<Pod> pods(String name) {
        return client.pods().withLabel("app.kubernetes.io/name", name).list().getItems().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getName())).toList();
    }

    private List<Pod> on(String node) {
        return client.pods().list().getItems().stream().filter(pod -> node.equals(pod.getSpec().getNodeName()))
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null).toList();
    }

    private int ready(String deployment) {
        Integer ready = client.apps().deployments().withName(deployment).require().getStatus().getReadyReplicas();
        return ready == null ? 0 : ready;
    }

    @Test
    void accountsMayDoWhatTheyNeedAndNothingElse() throws Exception {
        cluster.release("install", "small");

        try (KubernetesClient lake = cluster.as("lake-service")) {
            lake.batch().v1().jobs().resource(job()).create();
            assertThat(lake.batch().v1().jobs().list().getItems()).extracting(HasMetadata::getMetadata)
                    .extracting(metadata -> metadata.getName()).contains("tried");
            refused(() -> lake.secrets().list());
            refused(() -> lake.configMaps().list());
            refused(() -> lake.pods().withName("none").delete());
            refused(() -> lake.batch().v1().jobs().inNamespace("default").list());
            refused(() -> lake.nodes().list());
            lake.batch().v1().jobs().withName("tried").delete();
        }
        for (String account : List.of("gateway", "ingest-service", "ingest-flows", "ingest-indexer",
                "warehouse-service",
                "chain-service", "ml-service", "lake-jobs")) {
            try (KubernetesClient other = cluster.as(account)) {
                refused(() -> other.batch().v1().jobs().list());
                refused(() -> other.secrets().list());
                refused(() -> other.pods().list());
            }
        }
    }

    private static Job job() {
        return new JobBuilder().withNewMetadata().withName("tried").endMetadata().withNewSpec().withSuspend(true)
                .withNewTemplate().withNewSpec().withRestartPolicy("Never").withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withNewSeccompProfile().withType("RuntimeDefault").endSeccompProfile().endSecurityContext()
                .addNewContainer().withName("tried").withImage("tried").withNewSecurityContext()
                .withAllowPrivilegeEscalation(false).withNewCapabilities().withDrop("ALL").endCapabilities()
                .endSecurityContext().endContainer().endSpec().endTemplate().endSpec().build();
    }

    private static void refused(ThrowingCallable attempt) {
        assertThatThrownBy(attempt).isInstanceOfSatisfying(KubernetesClientException.class,
                refusal -> assertThat(refusal.getCode()).isEqualTo(403));
    }

    @Test
    void whatTheLevelForbidsIsRefusedThere() {
        refused(() -> client.pods().resource(new PodBuilder().withNewMetadata()
                .withName("root").endMetadata().withNewSpec().addNewContainer().withName("root").withImage("root")
                .endContainer().endSpec().build()).create());
        assertThat(client.pods().list().getItems()).isEmpty();
    }
}
