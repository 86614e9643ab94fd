package dev.apk8s.charts;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What a chart makes of a set of values. */
record Rendering(String name, Map<String, Object> values, List<Resource> resources) {
    private static final Map<String, Rendering> RENDERED = new ConcurrentHashMap<>();

    /** Every chart that can be installed, with its own values and with each set of values that it brings. */
    static Stream<Rendering> all() {
        return Charts.installable().stream().flatMap(Rendering::of);
    }

    /** Of the whole platform. */
    static Stream<Rendering> platform() {
        return of("apk8s");
    }

    private static Stream<Rendering> of(String chart) {
        return Stream.concat(Stream.of(of(chart, "values.yaml", Map.of())), Charts.valueFiles(chart).stream()
                .map(file -> of(chart, file.subpath(file.getNameCount() - 2, file.getNameCount()).toString(),
                        Yaml.read(file))));
    }

    static Rendering of(String chart, String values, Map<String, Object> content) {
        String name = chart + " " + values;
        return RENDERED.computeIfAbsent(name, _ -> fresh(chart, name, content));
    }

    static Rendering fresh(String chart, String name, Map<String, Object> values) {
        List<Resource> resources = Yaml.documents(Charts.render(chart, values)).stream().map(Resource::new).toList();
        Map<String, Object> own = Yaml.read(Charts.SOURCE.resolve(Path.of(chart, "values.yaml")));
        return new Rendering(name, Yaml.merge(own, values), resources);
    }

    Stream<Resource> ofKind(String kind) {
        return resources.stream().filter(resource -> resource.kind().equals(kind));
    }

    Optional<Resource> find(String kind, String name) {
        return ofKind(kind).filter(resource -> resource.name().equals(name)).findFirst();
    }

    /** Those that make pods. */
    Stream<Resource> workloads() {
        return resources.stream().filter(resource -> resource.pod().isPresent());
    }

    @Override
    public String toString() {
        return name;
    }
}
