package dev.apk8s.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every object is one that Kubernetes, or the extension that it belongs to, takes without leaving anything out. */
class SchemaTest {
    private static final List<KubernetesVersion> VERSIONS = KubernetesVersion.all();

    static Stream<Rendering> renderings() {
        return Rendering.all();
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void everyObjectIsKnown(Rendering rendering) {
        List<String> problems = new ArrayList<>();
        for (Resource resource : rendering.resources()) {
            for (KubernetesVersion version : VERSIONS) {
                version.problems(resource).orElseGet(() -> CustomResources.problems(resource))
                        .forEach(problem -> problems.add(version + ": " + resource + ": " + problem));
            }
        }

        assertThat(VERSIONS).hasSize(3);
        assertThat(rendering.resources()).isNotEmpty();
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void noObjectIsThereTwice(Rendering rendering) {
        assertThat(rendering.resources()).extracting(Resource::toString).doesNotHaveDuplicates();
    }

    /** The checks above can fail: what is unknown, missing or of another type is told at any depth. */
    @Test
    void whatIsWrongIsTold() {
        Map<String, Object> wrong = Yaml.documents("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: wrong, label: {a: b}}
                spec:
                  replicas: "2"
                  template:
                    spec:
                      containers:
                        - image: 5
                          ports: [{containerPort: 8080, protokol: TCP}]
                          env: [{name: A, value: 1}]
                          resources: {limits: {memory: [1]}}
                """).getFirst();

        for (KubernetesVersion version : VERSIONS) {
            assertThat(version.problems(new Resource(wrong)).orElseThrow()).containsExactlyInAnyOrder(
                    "Deployment.metadata knows no label", "Deployment.spec.replicas is 2, not a Integer",
                    "Deployment.spec needs selector", "Deployment.spec.template.spec.containers[0] needs name",
                    "Deployment.spec.template.spec.containers[0].image is 5, not a String",
                    "Deployment.spec.template.spec.containers[0].ports[0] knows no protokol",
                    "Deployment.spec.template.spec.containers[0].env[0].value is 1, not a String",
                    "Deployment.spec.template.spec.containers[0].resources.limits.memory is [1], not a Quantity");
        }
    }

    @Test
    void aKindOfAnotherGroupIsTold() {
        Resource wrong = new Resource(
                Map.of("apiVersion", "apps/v1", "kind", "Ingress", "metadata", Map.of("name", "wrong")));

        for (KubernetesVersion version : VERSIONS) {
            assertThat(version.problems(wrong).orElseThrow()).containsExactly("apps/v1 has no Ingress");
        }
    }
}
