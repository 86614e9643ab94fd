package dev.apk8s.lake.processor;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A namespace of the {@code restricted} level on a real API server, with the account of the lake and the role that it
 * needs, and no other right. Gone, with all that is in it, when closed.
 */
final class JobNamespace implements AutoCloseable {
    static final String LAKE = "lake-service";
    static final String JOBS = "lake-jobs";
    private static final String RBAC = "rbac.authorization.k8s.io";

    final String name = "i6-jobs-" + Long.toString(System.nanoTime(), 36);
    private final KubernetesClient admin;

    JobNamespace(KubernetesClient admin, Map<String, String> storeUser) {
        this.admin = admin;
        admin.namespaces().resource(new NamespaceBuilder().withNewMetadata().withName(name)
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted").endMetadata().build()).create();
        for (String account : List.of(LAKE, JOBS)) {
            admin.serviceAccounts().inNamespace(name).resource(new ServiceAccountBuilder().withNewMetadata()
                    .withName(account).endMetadata().withAutomountServiceAccountToken(false).build()).create();
        }
        admin.rbac().roles().inNamespace(name).resource(new RoleBuilder().withNewMetadata().withName(LAKE).endMetadata()
                .withRules(rule("batch", "jobs", "create", "get", "list", "watch", "delete"),
                        rule("", "pods", "get", "list"), rule("", "pods/log", "get"))
                .build()).create();
        admin.rbac().roleBindings().inNamespace(name).resource(new RoleBindingBuilder().withNewMetadata()
                .withName(LAKE).endMetadata().withNewRoleRef(RBAC, "Role", LAKE)
                .addNewSubject("", "ServiceAccount", LAKE, name).build()).create();
        admin.secrets().inNamespace(name).resource(new SecretBuilder().withNewMetadata().withName("apk8s-s3")
                .endMetadata().withStringData(storeUser).build()).create();
    }

    private static PolicyRule rule(String group, String resource, String... verbs) {
        return new PolicyRuleBuilder().withApiGroups(group).withResources(resource).withVerbs(verbs).build();
    }

    /** What the lake finds its cluster with: its account's token, and the namespace. */
    Path kubeconfig() throws IOException {
        String token = admin.serviceAccounts().inNamespace(name).withName(LAKE)
                .tokenRequest(new TokenRequestBuilder().withNewSpec().withExpirationSeconds(3_600L).endSpec().build())
                .getStatus().getToken();
        return Files.writeString(Files.createTempFile(Path.of("target"), "kubeconfig", ".yaml"), """
                apiVersion: v1
                kind: Config
                current-context: lake
                clusters: [{name: it, cluster: {server: "%s", insecure-skip-tls-verify: true}}]
                users: [{name: lake, user: {token: "%s"}}]
                contexts: [{name: lake, context: {cluster: it, user: lake, namespace: %s}}]
                """.formatted(admin.getMasterUrl(), token, name));
    }

    @Override
    public void close() {
        admin.namespaces().withName(name).delete();
    }
}
