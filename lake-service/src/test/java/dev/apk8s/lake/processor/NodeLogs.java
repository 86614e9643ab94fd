package dev.apk8s.lake.processor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A node of the cluster that has the logs of pods and nothing else: the API server asks it for them as it asks any node. */
final class NodeLogs implements AutoCloseable {
    private static final String PASSWORD = "changeit";
    private static final int LOST = 500;
    private static final int MAX_TRIES = 20;

    private final KubernetesClient admin;
    private final String name = "i6-jobs-" + Long.toString(System.nanoTime(), 36);
    private final HttpsServer server;
    private final Map<String, String> logs = new ConcurrentHashMap<>();
    private volatile boolean lost;

    NodeLogs(KubernetesClient admin) throws Exception {
        this.admin = admin;
        InetAddress loopback = InetAddress.getLoopbackAddress();
        server = HttpsServer.create(new InetSocketAddress(loopback, 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certified()));
        server.createContext("/containerLogs/", this::answer);
        server.start();
        admin.nodes().resource(new NodeBuilder().withNewMetadata().withName(name).endMetadata()
                .withNewSpec().withUnschedulable(true).endSpec()
                .withNewStatus().addNewAddress(loopback.getHostAddress(), "Hostname")
                .addNewAddress(loopback.getHostAddress(), "InternalIP").withNewDaemonEndpoints()
                .withNewKubeletEndpoint()
                .withPort(server.getAddress().getPort()).endKubeletEndpoint().endDaemonEndpoints()
                .addNewCondition().withType("Ready").withStatus("True").endCondition().endStatus().build()).create();
    }

    private static SSLContext certified() throws Exception {
        Path file = Files.createTempDirectory(Path.of("target"), "node").resolve("key.p12");
        Process made = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "node", "-keyalg", "RSA", "-dname", "CN=node", "-storetype", "PKCS12",
                "-keystore", file.toString(), "-storepass", PASSWORD).inheritIO().start();
        if (made.waitFor() != 0) {
            throw new IllegalStateException("keytool ended with " + made.exitValue());
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, new SecureRandom());
        return context;
    }

    /** Changes a pod's status as it is now, whoever else does so at the same time. */
    void edit(Pod pod, UnaryOperator<Pod> change) {
        for (int tries = 1;; tries++) {
            try {
                admin.pods().inNamespace(pod.getMetadata().getNamespace()).withName(pod.getMetadata().getName())
                        .editStatus(change);
                return;
            } catch (KubernetesClientException conflict) {
                if (conflict.getCode() != HttpURLConnection.HTTP_CONFLICT || tries == MAX_TRIES) {
                    throw conflict;
                }
            }
        }
    }

    /** Puts a pod on this node. Its phase is one that nobody who simulates nodes takes for one to start or to end. */
    void take(Pod pod) {
        String namespace = pod.getMetadata().getNamespace();
        String pods = pod.getMetadata().getName();
        edit(pod, now -> new PodBuilder(now).editStatus().withPhase("Unknown").endStatus().build());
        admin.bindings().inNamespace(namespace).resource(new BindingBuilder().withNewMetadata().withName(pods)
                .withNamespace(namespace).endMetadata().withNewTarget().withApiVersion("v1").withKind("Node")
                .withName(name).endTarget().build()).create();
    }

    void keep(Pod pod, String log) {
        logs.put(pod.getMetadata().getName(), log);
    }

    void lose(boolean all) {
        lost = all;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        byte[] log = logs.getOrDefault(path[3], "").getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(lost ? LOST : 200, lost ? -1 : log.length);
            if (!lost) {
                exchange.getResponseBody().write(log);
            }
        }
    }

    @Override
    public void close() {
        admin.nodes().withName(name).delete();
        server.stop(0);
    }
}
