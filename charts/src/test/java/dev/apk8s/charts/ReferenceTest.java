package dev.apk8s.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an object names is there: Services with that port, Secrets with that key, and whatever else has a name. */
class ReferenceTest {
    /** An address beside us has a host without a dot. */
    private static final Pattern ADDRESS = Pattern.compile("(?:[a-z]+://|^|,)([a-z][a-z0-9-]*):([0-9]{2,5})(?=[/,]|$)");

    static Stream<Rendering> renderings() {
        return Rendering.platform();
    }

    static Stream<Rendering> allRenderings() {
        return Rendering.all();
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void secretsHaveTheKeysThatAreRead(Rendering rendering) {
        List<String> problems = new ArrayList<>();
        Set<String> given = givenSecrets(rendering);
        rendering.workloads().forEach(workload -> references(workload, "secretKeyRef").forEach(reference -> {
            String name = Yaml.text(reference, "name");
            boolean there = rendering.find("Secret", name)
                    .map(secret -> Yaml.map(secret.content(), "data").containsKey(Yaml.text(reference, "key"))
                            || Yaml.map(secret.content(), "stringData").containsKey(Yaml.text(reference, "key")))
                    .orElse(given.contains(name));
            if (!there && !"true".equals(Yaml.text(reference, "optional"))) {
                problems.add(workload + " reads " + Yaml.text(reference, "key") + " of the Secret " + name);
            }
        }));

        assertThat(problems).isEmpty();
    }

    private static Set<String> givenSecrets(Rendering rendering) {
        return Yaml.map(rendering.values(), "global", "secrets").values().stream()
                .map(secret -> Yaml.text(secret, "existingSecret")).filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("allRenderings")
    void whatPodsNameIsThere(Rendering rendering) {
        List<String> problems = new ArrayList<>();
        rendering.workloads().forEach(workload -> {
            Map<String, Object> pod = workload.podSpec();
            Map.of("configMapRef", "ConfigMap", "configMapKeyRef", "ConfigMap", "configMap", "ConfigMap").forEach(
                    (key, kind) -> references(workload, key).forEach(
                            reference -> named(problems, rendering, workload, kind, Yaml.text(reference, "name"))));
            references(workload, "persistentVolumeClaim").forEach(reference -> named(problems, rendering, workload,
                    "PersistentVolumeClaim", Yaml.text(reference, "claimName")));
            named(problems, rendering, workload, "ServiceAccount", Yaml.text(pod, "serviceAccountName"));
            Set<String> volumes = Stream
                    .concat(Yaml.list(pod, "volumes").stream().map(volume -> Yaml.text(volume, "name")),
                            Yaml.list(workload.content(), "spec", "volumeClaimTemplates").stream()
                                    .map(claim -> Yaml.text(claim, "metadata", "name")))
                    .collect(Collectors.toSet());
            workload.allContainers().stream().flatMap(container -> Yaml.list(container, "volumeMounts").stream())
                    .map(mount -> Yaml.text(mount, "name")).filter(name -> !volumes.contains(name))
                    .forEach(name -> problems.add(workload + " mounts " + name));
            named(problems, rendering, workload, "Service", Yaml.text(workload.content(), "spec", "serviceName"));
        });
        rendering.ofKind("HorizontalPodAutoscaler").forEach(scaler -> named(problems, rendering, scaler,
                Yaml.text(scaler.content(), "spec", "scaleTargetRef", "kind"),
                Yaml.text(scaler.content(), "spec", "scaleTargetRef", "name")));

        assertThat(problems).isEmpty();
    }

    private static void named(List<String> problems, Rendering rendering, Resource by, String kind, String name) {
        if (!name.isEmpty() && rendering.find(kind, name).isEmpty()) {
            problems.add(by + " names the " + kind + " " + name);
        }
    }

    @ParameterizedTest
    @MethodSource("allRenderings")
    void servicesAndProbesLeadToPortsThatContainersHave(Rendering rendering) {
        List<String> problems = new ArrayList<>();
        // A headless one only has names: its pods are reached at whatever port they have.
        rendering.ofKind("Service").filter(service -> !Yaml.map(service.content(), "spec", "selector").isEmpty())
                .filter(service -> !"None".equals(Yaml.text(service.content(), "spec", "clusterIP")))
                .forEach(service -> {
                    List<Resource> behind = rendering.workloads()
                            .filter(workload -> workload.hasLabels(Yaml.map(service.content(), "spec", "selector")))
                            .toList();
                    if (behind.isEmpty()) {
                        problems.add(service + " leads to no pod");
                    }
                    for (Object port : Yaml.list(service.content(), "spec", "ports")) {
                        String target = Yaml.at(port, "targetPort") == null
                                ? Yaml.text(port, "port")
                                : Yaml.text(port, "targetPort");
                        behind.stream().filter(workload -> !ports(workload).contains(target))
                                .forEach(workload -> problems
                                        .add(service + " leads to the port " + target + " of " + workload));
                    }
                });
        rendering.workloads().forEach(workload -> Stream.of("startupProbe", "livenessProbe", "readinessProbe")
                .flatMap(probe -> references(workload, probe).stream())
                .flatMap(probe -> Stream.of("httpGet", "tcpSocket").map(kind -> Yaml.text(probe, kind, "port")))
                .filter(port -> !port.isEmpty() && !ports(workload).contains(port))
                .forEach(port -> problems.add(workload + " is asked at the port " + port)));

        assertThat(problems).isEmpty();
    }

    /** By number and by name. */
    private static Set<String> ports(Resource workload) {
        return workload.allContainers().stream().flatMap(container -> Yaml.list(container, "ports").stream())
                .flatMap(port -> Stream.of(Yaml.text(port, "containerPort"), Yaml.text(port, "name")))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void addressesAreThoseOfServices(Rendering rendering) {
        Set<String> there = rendering.ofKind("Service")
                .flatMap(service -> Yaml.list(service.content(), "spec", "ports").stream()
                        .map(port -> service.name() + ":" + Yaml.text(port, "port")))
                .collect(Collectors.toSet());
        List<String> problems = new ArrayList<>();
        rendering.workloads().filter(ServicesTest::isService).forEach(workload -> Yaml
                .map(rendering.find("ConfigMap", workload.name()).orElseThrow().content(), "data")
                .forEach((variable, value) -> {
                    Matcher addresses = ADDRESS.matcher(value.toString());
                    while (addresses.find()) {
                        String address = addresses.group(1) + ":" + addresses.group(2);
                        if (!there.contains(address) && !isOff(rendering, addresses.group(1))) {
                            problems.add(workload + " calls " + address + " for " + variable);
                        }
                    }
                }));
        backends(rendering).filter(address -> !there.contains(address))
                .forEach(address -> problems.add(address + " is let in"));

        assertThat(problems).isEmpty();
    }

    private static boolean isOff(Rendering rendering, String host) {
        String chart = host.replace("-service", "");
        return "false".equals(Yaml.text(rendering.values(), chart, "enabled"))
                || (host.equals("mqtt") && "false".equals(Yaml.text(rendering.values(), "global", "mqtt", "enabled")));
    }

    private static Stream<String> backends(Rendering rendering) {
        Stream<String> ingresses = rendering.ofKind("Ingress")
                .flatMap(ingress -> find(ingress.content(), "service").stream())
                .map(service -> Yaml.text(service, "name") + ":" + Yaml.text(service, "port", "number"));
        Stream<String> routes = rendering.ofKind("HTTPRoute")
                .flatMap(route -> find(route.content(), "backendRefs").stream())
                .flatMap(references -> Yaml.list(Map.of("of", references), "of").stream())
                .map(service -> Yaml.text(service, "name") + ":" + Yaml.text(service, "port"));
        return Stream.concat(ingresses, routes);
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void policiesLetThroughToPortsThatAreThere(Rendering rendering) {
        List<String> problems = new ArrayList<>();
        rendering.ofKind("NetworkPolicy").forEach(policy -> {
            for (Object rule : Yaml.list(policy.content(), "spec", "egress")) {
                for (Object peer : Yaml.list(rule, "to")) {
                    Map<String, Object> labels = Yaml.map(peer, "podSelector", "matchLabels");
                    if (!ServicesTest.NAMES.contains(Yaml.text(labels, "app.kubernetes.io/name"))) {
                        continue;
                    }
                    List<Resource> pods = rendering.workloads().filter(workload -> workload.hasLabels(labels)).toList();
                    Yaml.list(rule, "ports").stream().map(port -> Yaml.text(port, "port"))
                            .filter(port -> !pods.isEmpty()
                                    && pods.stream().noneMatch(pod -> ports(pod).contains(port)))
                            .forEach(port -> problems.add(policy + " lets through to " + labels + " at " + port));
                }
            }
        });

        assertThat(problems).isEmpty();
    }

    /** What stands under this key, however deep. */
    private static List<Object> references(Resource workload, String key) {
        return find(workload.podSpec(), key);
    }

    private static List<Object> find(Object in, String key) {
        List<Object> found = new ArrayList<>();
        if (in instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (key.equals(name)) {
                    found.add(value);
                } else {
                    found.addAll(find(value, key));
                }
            });
        } else if (in instanceof List<?> list) {
            list.forEach(element -> found.addAll(find(element, key)));
        }
        return found;
    }
}
