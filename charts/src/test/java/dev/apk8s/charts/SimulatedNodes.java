package dev.apk8s.charts;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The nodes of a cluster that kwok simulates: enough of them for the largest profile, and each alive for as long as the test
 * lasts. Kwok by itself renews no lease, so that 50 s after a node's start Kubernetes takes it for lost and its pods for not
 * ready, and nothing makes those ready again: a kubelet would.
 */
final class SimulatedNodes implements AutoCloseable {
    private static final String SIMULATION = "kwok.x-k8s.io/node";
    private static final String SIMULATED = "fake";
    private static final int NODES = 6;
    private static final int HEARTBEAT_SECONDS = 10;

    private final KubernetesClient client;
    private final String prefix;
    private final ScheduledExecutorService clock = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("heartbeat").factory());
    private final Future<?> heartbeats;

    private SimulatedNodes(KubernetesClient client, String prefix) {
        this.client = client;
        this.prefix = prefix;
        this.heartbeats = clock.scheduleAtFixedRate(this::beat, 0, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
    }

    static boolean are(KubernetesClient client) {
        return client.nodes().list().getItems().stream().anyMatch(SimulatedNodes::isSimulated);
    }

    /** @param prefix of the names of those that are added, and removed again */
    static SimulatedNodes add(KubernetesClient client, String prefix) {
        Map<String, Quantity> size = Map.of("cpu", new Quantity("32"), "memory", new Quantity("128Gi"), "pods",
                new Quantity("110"));
        for (int number = 0; number < NODES; number++) {
            String name = prefix + "-" + number;
            client.nodes()
                    .resource(new NodeBuilder().withNewMetadata().withName(name).addToAnnotations(SIMULATION, SIMULATED)
                            .addToLabels("kubernetes.io/hostname", name).addToLabels("kubernetes.io/os", "linux")
                            .endMetadata()
                            .withNewStatus().withAllocatable(size).withCapacity(size).endStatus().build())
                    .create();
        }
        return new SimulatedNodes(client, prefix);
    }

    private static boolean isSimulated(Node node) {
        Map<String, String> annotations = node.getMetadata().getAnnotations();
        return annotations != null && SIMULATED.equals(annotations.get(SIMULATION));
    }

    private void beat() {
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        client.nodes().list().getItems().stream().filter(SimulatedNodes::isSimulated).filter(SimulatedNodes::isReady)
                .forEach(node -> client.nodes().withName(node.getMetadata().getName()).subresource("status").patch(
                        PatchContext.of(PatchType.STRATEGIC_MERGE), """
                                {"status": {"conditions": [{"type": "Ready", "lastHeartbeatTime": "%s"}]}}
                                """.formatted(now)));
    }

    /** Whether it was started: its first status is kwok's to say. */
    private static boolean isReady(Node node) {
        return node.getStatus().getConditions().stream()
                .anyMatch(condition -> "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    /** Ends the heartbeats, then takes away what was added. */
    @Override
    public void close() {
        clock.close();
        client.nodes().list().getItems().stream().filter(node -> node.getMetadata().getName().startsWith(prefix))
                .forEach(node -> client.nodes().resource(node).delete());
        if (heartbeats.state() == Future.State.FAILED) {
            throw new IllegalStateException("The simulated nodes were not kept alive", heartbeats.exceptionNow());
        }
    }
}
