package dev.apk8s.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pod fits a namespace of the level restricted, is bounded, and tells how it does. */
class RestrictedTest {
    private static final Set<String> VOLUMES = Set.of("configMap", "csi", "downwardAPI", "emptyDir", "ephemeral",
            "persistentVolumeClaim", "projected", "secret");

    static Stream<Rendering> renderings() {
        return Rendering.all();
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void podsAreRestricted(Rendering rendering) {
        List<String> problems = new ArrayList<>();
        rendering.workloads().forEach(workload -> {
            Map<String, Object> pod = workload.podSpec();
            for (String key : List.of("hostNetwork", "hostPID", "hostIPC")) {
                expect(problems, !"true".equals(Yaml.text(pod, key)), workload + " has " + key);
            }
            for (Object volume : Yaml.list(pod, "volumes")) {
                expect(problems,
                        Yaml.map(volume).keySet().stream().allMatch(key -> key.equals("name") || VOLUMES.contains(key)),
                        workload + " has the volume " + volume);
            }
            for (Object container : workload.allContainers()) {
                restricted(pod, container).forEach(problem -> problems
                        .add(workload + ", container " + Yaml.text(container, "name") + ": " + problem));
            }
        });

        assertThat(problems).isEmpty();
    }

    private static List<String> restricted(Map<String, Object> pod, Object container) {
        List<String> problems = new ArrayList<>();
        expect(problems, "false".equals(Yaml.text(container, "securityContext", "allowPrivilegeEscalation")),
                "may gain privileges");
        expect(problems, Yaml.list(container, "securityContext", "capabilities", "drop").equals(List.of("ALL")),
                "keeps capabilities");
        expect(problems, Yaml.list(container, "securityContext", "capabilities", "add").isEmpty(), "adds capabilities");
        expect(problems, !"true".equals(Yaml.text(container, "securityContext", "privileged")), "is privileged");
        expect(problems, "true".equals(either(pod, container, "runAsNonRoot")), "may be root");
        expect(problems, !"0".equals(either(pod, container, "runAsUser")), "is root");
        expect(problems, "RuntimeDefault".equals(either(pod, container, "seccompProfile", "type")),
                "has no seccomp profile");
        for (Object port : Yaml.list(container, "ports")) {
            expect(problems, Yaml.at(port, "hostPort") == null, "takes a port of the node");
        }
        return problems;
    }

    private static String either(Map<String, Object> pod, Object container, String... keys) {
        String own = Yaml.text(Yaml.at(container, "securityContext"), keys);
        return own.isEmpty() ? Yaml.text(Yaml.at(pod, "securityContext"), keys) : own;
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void containersHaveLimitsAndProbes(Rendering rendering) {
        List<String> problems = new ArrayList<>();
        rendering.workloads().forEach(workload -> {
            for (Object container : workload.allContainers()) {
                String name = workload + ", container " + Yaml.text(container, "name");
                for (List<String> bound : List.of(List.of("requests", "cpu"), List.of("requests", "memory"),
                        List.of("limits", "memory"))) {
                    expect(problems,
                            !Yaml.text(Yaml.at(container, "resources"), bound.toArray(String[]::new)).isEmpty(),
                            name + " has no " + String.join(" of ", bound));
                }
            }
            if (workload.lasts()) {
                for (Object container : workload.containers().stream().filter(RestrictedTest::canBeAsked).toList()) {
                    for (String probe : List.of("livenessProbe", "readinessProbe")) {
                        expect(problems, !Yaml.map(container, probe).isEmpty(),
                                workload + ", container " + Yaml.text(container, "name") + " has no " + probe);
                    }
                }
            }
        });

        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void noPodHasATokenUnlessItNeedsOne(Rendering rendering) {
        Set<String> withRights = Set.copyOf(rendering.ofKind("RoleBinding")
                .flatMap(binding -> Yaml.list(binding.content(), "subjects").stream())
                .map(subject -> Yaml.text(subject, "name")).toList());

        assertThat(rendering.workloads()
                .filter(workload -> !"false".equals(Yaml.text(workload.podSpec(), "automountServiceAccountToken")))
                .map(workload -> Yaml.text(workload.podSpec(), "serviceAccountName"))).isSubsetOf(withRights);
    }

    /** Nothing of a role reaches beyond its namespace or covers more than it names. */
    @ParameterizedTest
    @MethodSource("renderings")
    void rightsAreNamedOneByOne(Rendering rendering) {
        assertThat(rendering.resources()).extracting(Resource::kind).doesNotContain("ClusterRole",
                "ClusterRoleBinding");
        rendering.ofKind("Role").forEach(role -> assertThat(Yaml.list(role.content(), "rules")).as(role.toString())
                .allSatisfy(rule -> assertThat(rule.toString()).doesNotContain("*", "secrets")));
    }

    /** One that speaks UDP alone cannot. */
    private static boolean canBeAsked(Object container) {
        List<Object> ports = Yaml.list(container, "ports");
        return ports.isEmpty() || ports.stream().anyMatch(port -> !Yaml.text(port, "protocol").equals("UDP"));
    }

    private static void expect(List<String> problems, boolean holds, String otherwise) {
        if (!holds) {
            problems.add(otherwise);
        }
    }
}
