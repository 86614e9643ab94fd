package dev.apk8s.charts;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A namespace of the level restricted, for one test, and the claims' volumes where the cluster makes none. */
final class TestCluster implements AutoCloseable {
    private static final String LEVEL = "pod-security.kubernetes.io/enforce";
    private static final int VOLUMES = 60;
    private static final String PATIENCE = "8m";

    private final String namespace = "i6-charts-" + UUID.randomUUID().toString().substring(0, 8);
    private final KubernetesClient client;
    private final HelmProgram helm;
    private @Nullable SimulatedNodes nodes;

    private TestCluster(Path program) {
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.autoConfigure(null)).withNamespace(namespace).build()).build();
        helm = new HelmProgram(program, namespace);
    }

    /** Ends the test where there is none. */
    static TestCluster given() {
        String kubeconfig = System.getenv("KUBECONFIG");
        assumeTrue(kubeconfig != null && Files.isReadable(Path.of(kubeconfig)), "KUBECONFIG names no cluster");
        Optional<Path> program = HelmProgram.find();
        assumeTrue(program.isPresent(), "there is no helm: HELM does not name it, and it is not on the path");
        return new TestCluster(program.orElseThrow());
    }

    KubernetesClient client() {
        return client;
    }

    void makeNamespace() {
        client.namespaces()
                .resource(new NamespaceBuilder().withNewMetadata().withName(namespace).addToLabels(LEVEL, "restricted")
                        .endMetadata().build())
                .create();
        if (SimulatedNodes.are(client)) {
            nodes = SimulatedNodes.add(client, namespace);
        }
        for (int number = 0; number < VOLUMES; number++) {
            client.persistentVolumes().resource(new PersistentVolumeBuilder().withNewMetadata()
                    .withName(namespace + "-" + number).endMetadata().withNewSpec().withStorageClassName(namespace)
                    .withAccessModes("ReadWriteOnce", "ReadWriteMany").addToCapacity("storage", new Quantity("1Ti"))
                    .withPersistentVolumeReclaimPolicy("Retain").withNewHostPath().withPath("/none").endHostPath()
                    .endSpec()
                    .build()).create();
        }
    }

    /** Installs or upgrades the release from the charts as they are in this folder, and waits until all of it is ready. */
    void release(String command, String profile, String... further) throws IOException, InterruptedException {
        Path charts = Charts.copy(Path.of("target", namespace).toAbsolutePath(), text -> text);
        List<String> arguments = new ArrayList<>(List.of(command, "apk8s", charts.resolve("apk8s").toString(),
                "--dependency-update", "--wait", "--timeout", PATIENCE));
        arguments.addAll(List.of("-f", charts.resolve("apk8s/profiles/" + profile + ".yaml").toString(), "--set",
                "global.storageClass=" + namespace + ",global.topologySpread=ScheduleAnyway"));
        arguments.addAll(List.of(further));
        helm.run(arguments.toArray(String[]::new));
    }

    void helm(String... arguments) throws IOException, InterruptedException {
        helm.run(
                Stream.concat(Stream.of(arguments), Stream.of("--wait", "--timeout", PATIENCE)).toArray(String[]::new));
    }

    /** With the rights of one of the release's accounts, and none of those that KUBECONFIG gives. */
    KubernetesClient as(String account) {
        String token = client.serviceAccounts().withName(account).tokenRequest(new TokenRequestBuilder().withNewSpec()
                .withExpirationSeconds(600L).endSpec().build()).getStatus().getToken();
        Config given = client.getConfiguration();
        return new KubernetesClientBuilder().withConfig(new ConfigBuilder(Config.empty())
                .withMasterUrl(given.getMasterUrl()).withTrustCerts(given.isTrustCerts())
                .withCaCertData(given.getCaCertData()).withCaCertFile(given.getCaCertFile())
                .withNamespace(namespace).withOauthToken(token).build()).build();
    }

    /** Whatever is in the namespace that Kubernetes has not put there. */
    List<String> remains() {
        return Stream
                .<List<? extends HasMetadata>>of(client.pods().list().getItems(), client.services().list().getItems(),
                        client.secrets().list().getItems(), client.configMaps().list().getItems(),
                        client.serviceAccounts().list().getItems(), client.persistentVolumeClaims().list().getItems(),
                        client.apps().deployments().list().getItems(), client.apps().statefulSets().list().getItems(),
                        client.batch().v1().jobs().list().getItems(), client.batch().v1().cronjobs().list().getItems(),
                        client.network().v1().networkPolicies().list().getItems(),
                        client.network().v1().ingresses().list().getItems(),
                        client.policy().v1().podDisruptionBudget().list().getItems(),
                        client.autoscaling().v2().horizontalPodAutoscalers().list().getItems(),
                        client.rbac().roles().list().getItems(), client.rbac().roleBindings().list().getItems())
                .flatMap(List::stream).map(object -> object.getKind() + " " + object.getMetadata().getName())
                .filter(name -> !List.of("ConfigMap kube-root-ca.crt", "ServiceAccount default").contains(name))
                .toList();
    }

    @Override
    public void close() {
        try (client) {
            client.namespaces().withName(namespace).delete();
            client.persistentVolumes().list().getItems().stream()
                    .filter(volume -> volume.getMetadata().getName().startsWith(namespace))
                    .forEach(volume -> client.persistentVolumes().resource(volume).delete());
            if (nodes != null) {
                nodes.close();
            }
        }
    }
}
