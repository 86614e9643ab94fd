package dev.apk8s.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every workload of the platform's own services has. */
class ServicesTest {
    static final Set<String> NAMES = Set.of("gateway", "ingest-service", "lake-service", "warehouse-service",
            "chain-service", "ml-service");

    static Stream<Rendering> renderings() {
        return Rendering.platform();
    }

    private static List<Resource> services(Rendering rendering) {
        return rendering.workloads().filter(Resource::lasts).filter(ServicesTest::isService).toList();
    }

    static boolean isService(Resource workload) {
        return NAMES.contains(Yaml.text(workload.pod().orElseThrow(), "metadata", "labels", "app.kubernetes.io/name"));
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void podsAreProbedBoundedAndStoppedWithPatience(Rendering rendering) {
        assertThat(services(rendering)).isNotEmpty().allSatisfy(workload -> {
            Object container = workload.containers().getFirst();
            assertThat(Yaml.text(container, "startupProbe", "httpGet", "path")).isEqualTo("/actuator/health/liveness");
            assertThat(Integer.parseInt(Yaml.text(container, "startupProbe", "periodSeconds"))
                    * Integer.parseInt(Yaml.text(container, "startupProbe", "failureThreshold")))
                    .as("seconds that a start may take on a busy node").isGreaterThanOrEqualTo(600);
            assertThat(Yaml.text(container, "livenessProbe", "httpGet", "path")).isEqualTo("/actuator/health/liveness");
            assertThat(Yaml.text(container, "readinessProbe", "httpGet", "path"))
                    .isEqualTo("/actuator/health/readiness");
            assertThat(Yaml.text(container, "securityContext", "readOnlyRootFilesystem")).isEqualTo("true");
            assertThat(Yaml.list(container, "volumeMounts")).contains(Map.of("name", "tmp", "mountPath", "/tmp"));
            int hearing = Integer.parseInt(Yaml.text(container, "lifecycle", "preStop", "sleep", "seconds"));
            assertThat(Integer.parseInt(Yaml.text(workload.podSpec(), "terminationGracePeriodSeconds")))
                    .as("a phase of the stop takes up to 30 s").isGreaterThanOrEqualTo(hearing + 30);
        });
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void eachHasABudgetAndOneNumberOfReplicas(Rendering rendering) {
        assertThat(services(rendering)).allSatisfy(workload -> {
            assertThat(rendering.ofKind("PodDisruptionBudget")
                    .filter(budget -> workload
                            .hasLabels(Yaml.map(budget.content(), "spec", "selector", "matchLabels"))))
                    .hasSize(1);
            boolean scaled = rendering.ofKind("HorizontalPodAutoscaler").anyMatch(scaler -> Yaml
                    .text(scaler.content(), "spec", "scaleTargetRef", "name").equals(workload.name()));
            assertThat(Yaml.map(workload.content(), "spec").containsKey("replicas"))
                    .as("replicas are set twice or never")
                    .isNotEqualTo(scaled);
        });
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void whatIsNotNamedIsRefused(Rendering rendering) {
        if (!"true".equals(Yaml.text(rendering.values(), "global", "networkPolicy", "enabled"))) {
            assertThat(rendering.resources()).as("the service charts' own").noneMatch(
                    resource -> resource.kind().equals("NetworkPolicy") && resource.name().equals("gateway"));
            return;
        }
        assertThat(services(rendering)).allSatisfy(workload -> {
            List<Resource> policies = rendering.ofKind("NetworkPolicy").filter(policy -> workload
                    .hasLabels(Yaml.map(policy.content(), "spec", "podSelector", "matchLabels"))).toList();
            assertThat(policies).isNotEmpty()
                    .allSatisfy(policy -> assertThat(Yaml.list(policy.content(), "spec", "policyTypes"))
                            .containsExactly("Ingress", "Egress"));
            boolean everybody = policies.stream()
                    .flatMap(policy -> Yaml.list(policy.content(), "spec", "ingress").stream())
                    .anyMatch(rule -> Yaml.list(rule, "from").isEmpty());
            assertThat(everybody).as("only the gateway may be called by everybody")
                    .isEqualTo(workload.name().equals("gateway") && Yaml
                            .list(rendering.values(), "global", "networkPolicy", "clients").isEmpty());
        });
    }

    @Test
    void theRolesOfIngestAreWorkloadsOfTheirOwn() {
        Rendering rendering = Rendering.of("apk8s", "values.yaml", Map.of());

        Map<String, String> roles = services(rendering).stream().map(Resource::name)
                .filter(name -> name.startsWith("ingest-")).collect(Collectors.toMap(name -> name,
                        name -> Yaml.text(rendering.find("ConfigMap", name).orElseThrow().content(), "data",
                                "APK8S_ROLES")));

        assertThat(roles)
                .isEqualTo(Map.of("ingest-service", "edge", "ingest-indexer", "indexer", "ingest-flows", "flows"));
    }

    @Test
    void theLakeMayMakeJobsAndNothingElse() {
        Rendering rendering = Rendering.of("apk8s", "values.yaml", Map.of());

        Set<String> rights = Yaml.list(rendering.find("Role", "lake-service").orElseThrow().content(), "rules").stream()
                .flatMap(rule -> Yaml.list(rule, "resources").stream().flatMap(
                        resource -> Yaml.list(rule, "verbs").stream().map(verb -> verb + " " + resource)))
                .collect(Collectors.toSet());

        assertThat(rights)
                .isEqualTo(Set.of("create jobs", "get jobs", "list jobs", "watch jobs", "delete jobs", "get pods",
                        "list pods", "get pods/log"));
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void whatTheLakeMakesPullsItsImageWithTheSameSecrets(Rendering rendering) {
        List<String> secrets = Yaml.list(rendering.values(), "global", "images", "pullSecrets").stream()
                .map(Object::toString).toList();

        assertThat(rendering.find("ServiceAccount", "lake-jobs").stream()).allSatisfy(account -> assertThat(
                Yaml.list(account.content(), "imagePullSecrets").stream().map(secret -> Yaml.text(secret, "name")))
                .containsExactlyElementsOf(secrets));
    }
}
