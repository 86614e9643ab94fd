package dev.apk8s.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** All that rules and panels of the monitoring chart ask for. */
record Watched(List<Expression> expressions, Set<String> recorded) {
    static final Path CHART = Platform.root().resolve("charts/monitoring");
    /** What Prometheus puts on every target, or knows by itself. */
    private static final Set<String> OF_TARGETS = Set.of("job", "namespace", "instance", "service", "role");
    private static final Set<String> OF_PROMETHEUS = Set.of("up", "ALERTS", "ALERTS_FOR_STATE");
    /** Answers that no test can bring about in all services. */
    private static final String STATUS = "status";

    /**
     * One expression.
     *
     * @param place where it stands
     */
    record Expression(String place, Promql.Read read) {}

    static Watched read() throws IOException, InterruptedException {
        Map<String, String> texts = new LinkedHashMap<>();
        Set<String> recorded = new TreeSet<>();
        for (Path file : files("rules")) {
            for (JsonNode group : new YAMLMapper().readTree(file).get("groups")) {
                for (JsonNode rule : group.get("rules")) {
                    String name = rule.path("alert").asString(rule.path("record").asString(""));
                    texts.put(file.getFileName() + " " + name, rule.get("expr").asString());
                    if (rule.has("record")) {
                        recorded.add(name);
                    }
                }
            }
        }
        for (Path file : files("dashboards")) {
            for (JsonNode panel : new JsonMapper().readTree(file).get("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    texts.put(file.getFileName() + " " + panel.get("id").asInt() + target.get("refId").asString(),
                            target.get("expr").asString().replace("$__rate_interval", "5m"));
                }
            }
        }
        List<Promql.Read> reads = Promql.read(List.copyOf(texts.values()));
        List<Expression> expressions = new ArrayList<>();
        texts.keySet().forEach(place -> expressions.add(new Expression(place, reads.get(expressions.size()))));
        return new Watched(expressions, recorded);
    }

    static List<Path> files(String directory) throws IOException {
        try (Stream<Path> files = Files.list(CHART.resolve(directory))) {
            return files.sorted().toList();
        }
    }

    /** Those that ask one of these jobs. */
    Watched of(String job) {
        return new Watched(expressions.stream().filter(expression -> job.equals(jobOf(expression))).toList(), recorded);
    }

    /** Of an engine, where a condition or the name of a metric says so; else of the services. */
    private static String jobOf(Expression expression) {
        return expression.read().metrics().stream().flatMap(metric -> Stream.concat(
                Stream.of(metric.name()).filter(name -> name.startsWith("minio_")).map(_ -> "minio"),
                metric.conditions().stream().filter(condition -> condition.label().equals("job"))
                        .map(Promql.Condition::value)))
                .findFirst().orElse("apk8s");
    }

    /** What is asked for and not served: nothing, if all is well. */
    List<String> missingFrom(Scrape scrape) {
        return expressions.stream().flatMap(expression -> missing(expression, scrape)).toList();
    }

    private Stream<String> missing(Expression expression, Scrape scrape) {
        List<Promql.Metric> metrics = expression.read().metrics().stream()
                .filter(metric -> !OF_PROMETHEUS.contains(metric.name()) && !recorded.contains(metric.name())).toList();
        Set<String> served = metrics.stream().flatMap(metric -> scrape.of(metric.name()).stream())
                .flatMap(sample -> sample.labels().keySet().stream()).collect(Collectors.toSet());
        Stream<String> names = metrics.stream().filter(metric -> scrape.of(metric.name()).stream()
                .noneMatch(sample -> fits(metric, sample)))
                .map(metric -> expression.place() + ": " + metric);
        Stream<String> labels = metrics.isEmpty()
                ? Stream.of()
                : expression.read().labels().stream()
                        .filter(label -> !OF_TARGETS.contains(label) && !served.contains(label)
                                && !label.equals("alertstate"))
                        .map(label -> expression.place() + ": label " + label);
        return Stream.concat(names, labels);
    }

    /** A service is on each of its samples; an engine's are not asked for it. */
    private static boolean fits(Promql.Metric metric, Scrape.Sample sample) {
        return metric.conditions().stream().filter(condition -> condition.operator().equals("="))
                .filter(condition -> !condition.label().equals(STATUS))
                .filter(condition -> condition.label().equals("service") || !OF_TARGETS.contains(condition.label()))
                .allMatch(condition -> condition.value().equals(sample.labels().get(condition.label())));
    }
}
