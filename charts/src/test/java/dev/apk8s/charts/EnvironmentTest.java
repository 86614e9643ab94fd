package dev.apk8s.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every environment variable that a chart sets is read by the one that it is set for. */
class EnvironmentTest {
    private static final Path REPOSITORY = Charts.SOURCE.resolveSibling("").toAbsolutePath();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]+)");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(apk8s\\.[^`]+)` \\| (\\S+) \\|");
    private static final Pattern SPRING = Pattern
            .compile("\"name\"\\s*:\\s*\"((?:server|spring|logging|management)\\.[^\"]+)\"");
    /** Read by the process itself. */
    private static final Set<String> PROCESS = Set.of("JDK_JAVA_OPTIONS", "MALLOC_ARENA_MAX",
            "SPRING_CONFIG_ADDITIONAL_LOCATION");

    static Stream<Rendering> renderings() {
        return Rendering.platform();
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void everyVariableIsRead(Rendering rendering) throws IOException {
        List<String> problems = new ArrayList<>();
        for (Resource workload : rendering.workloads().filter(ServicesTest::isService).toList()) {
            String service = Yaml.text(workload.containers().getFirst(), "name");
            Set<String> read = read(service);
            variables(rendering, workload).filter(variable -> !read.contains(variable))
                    .forEach(variable -> problems.add(service + " does not read " + variable));
        }

        assertThat(problems).isEmpty();
    }

    private static Stream<String> variables(Rendering rendering, Resource workload) {
        Object container = workload.containers().getFirst();
        Stream<String> own = Yaml.list(container, "env").stream().map(variable -> Yaml.text(variable, "name"));
        Stream<String> shared = Yaml.list(container, "envFrom").stream()
                .map(from -> rendering.find("ConfigMap", Yaml.text(from, "configMapRef", "name")).orElseThrow())
                .flatMap(map -> Yaml.map(map.content(), "data").keySet().stream());
        return Stream.concat(own, shared);
    }

    private static Set<String> read(String service) throws IOException {
        Set<String> read = new HashSet<>(PROCESS);
        for (String file : List.of(service + "/src/main/resources/application.yaml",
                "platform/src/main/resources/platform.yaml")) {
            matches(PLACEHOLDER, Files.readString(REPOSITORY.resolve(file))).map(match -> match.group(1))
                    .forEach(read::add);
        }
        matches(DOCUMENTED, Files.readString(REPOSITORY.resolve("docs/configuration.md")))
                .filter(match -> Set.of("all", service).contains(match.group(2))).map(match -> variable(match.group(1)))
                .forEach(read::add);
        for (URL metadata : Collections.list(EnvironmentTest.class.getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream text = metadata.openStream()) {
                matches(SPRING, new String(text.readAllBytes(), StandardCharsets.UTF_8))
                        .map(match -> variable(match.group(1))).forEach(read::add);
            }
        }
        return read;
    }

    private static Stream<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    /** As Spring Boot reads a property from the environment. */
    private static String variable(String property) {
        return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /** Under set -u a variable that is not set ends the script. */
    @Test
    void theTestOfAReleaseHasTheVariablesThatItReads() throws IOException {
        Rendering rendering = Rendering.of("apk8s", "values.yaml", Map.of());
        Resource pod = rendering.find("Pod", "apk8s-test").orElseThrow();
        String script = Files.readString(Charts.SOURCE.resolve("apk8s/files/test.sh"));
        Matcher read = Pattern.compile("\\$([A-Z_]+)").matcher(script);

        assertThat(read.results().map(match -> match.group(1)).collect(Collectors.toSet())).isEqualTo(Yaml
                .list(pod.containers().getFirst(), "env").stream().map(variable -> Yaml.text(variable, "name"))
                .collect(Collectors.toSet()));
        assertThat(Yaml.list(pod.containers().getFirst(), "args").toString()).contains("is found");
    }

    /** Kubernetes replaces {@code $(NAME)} and makes one dollar sign of two, in everything but the image's own. */
    @Test
    void theShellGetsTheTestOfAReleaseAsItIsWritten() throws IOException {
        Resource pod = Rendering.of("apk8s", "values.yaml", Map.of()).find("Pod", "apk8s-test").orElseThrow();
        String argument = Yaml.list(pod.containers().getFirst(), "args").getFirst().toString();

        assertThat(argument.replace("$$", "")).as("a single one might be replaced").doesNotContain("$");
        assertThat(argument.replace("$$", "$").strip())
                .isEqualTo(Files.readString(Charts.SOURCE.resolve("apk8s/files/test.sh")).strip());
    }
}
