package dev.apk8s.charts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One object of a rendering. */
record Resource(Map<String, Object> content) {
    private static final Set<String> LASTING = Set.of("Deployment", "StatefulSet", "DaemonSet");

    String kind() {
        return Yaml.text(content, "kind");
    }

    String name() {
        return Yaml.text(content, "metadata", "name");
    }

    /** Whether its pods are there for good, and not until they have done something. */
    boolean lasts() {
        return LASTING.contains(kind());
    }

    /** The pod it is, or those that it makes. */
    Optional<Map<String, Object>> pod() {
        Map<String, Object> pod = switch (kind()) {
            case "Pod" -> content;
            case "CronJob" -> Yaml.map(content, "spec", "jobTemplate", "spec", "template");
            default -> Yaml.map(content, "spec", "template");
        };
        return Yaml.map(pod, "spec").isEmpty() ? Optional.empty() : Optional.of(pod);
    }

    Map<String, Object> podSpec() {
        return pod().map(pod -> Yaml.map(pod, "spec")).orElse(Map.of());
    }

    List<Object> containers() {
        return Yaml.list(podSpec(), "containers");
    }

    List<Object> allContainers() {
        return Stream.concat(Yaml.list(podSpec(), "initContainers").stream(), containers().stream()).toList();
    }

    /** Whether its pods have these labels. */
    boolean hasLabels(Map<String, Object> wanted) {
        return pod().map(pod -> Yaml.map(pod, "metadata", "labels").entrySet().containsAll(wanted.entrySet()))
                .orElse(false);
    }

    @Override
    public String toString() {
        return kind() + " " + name();
    }
}
