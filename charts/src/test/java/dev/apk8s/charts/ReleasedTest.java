package dev.apk8s.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The chart as the pipeline releases it, with the values that the documentation gives for an environment. */
class ReleasedTest {
    private static final Path ROOT = Charts.SOURCE.resolveSibling("");
    private static final Path RELEASED = Path.of("target/released").toAbsolutePath();

    @Test
    void itsServicesRunTheImagesThatThePipelinePushed() throws IOException, InterruptedException {
        Map<String, Object> pipeline = Yaml.read(ROOT.resolve(".gitlab-ci.yml"));
        Charts.remove(RELEASED);
        Charts.copy(RELEASED.resolve("charts"), UnaryOperator.identity());
        for (Object line : Yaml.list(pipeline, "charts", "script")) {
            if (line.toString().startsWith("sed ")) {
                run(line.toString(), "4.5.6");
            }
        }
        Path chart = RELEASED.resolve("charts/apk8s");
        new Helm(chart).dependency().update().skipRefresh().call();
        List<Resource> resources = Yaml.documents(Charts.render(chart, valuesOfAnEnvironment())).stream()
                .map(Resource::new).toList();

        List<String> pushed = Yaml.list(Yaml.list(pipeline, "container", "parallel", "matrix").getFirst(), "SERVICE")
                .stream().map(service -> "registry.example.org/platform/apk8s/" + service + ":4.5.6").toList();
        assertThat(resources.stream().filter(resource -> resource.pod().isPresent()).filter(ServicesTest::isService)
                .flatMap(workload -> workload.allContainers().stream())
                .map(container -> Yaml.text(container, "image")).distinct())
                .containsExactlyInAnyOrderElementsOf(pushed);
    }

    private static void run(String line, String version) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", line).directory(RELEASED.toFile()).inheritIO();
        shell.environment().put("VERSION", version);
        assertThat(shell.start().waitFor()).as(line).isZero();
    }

    private static Map<String, Object> valuesOfAnEnvironment() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/operations/images.md"));
        String example = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(page).results()
                .map(match -> match.group(1)).filter(text -> text.contains("kind: HelmRelease")).findFirst()
                .orElseThrow();
        return Yaml.map(Yaml.documents(example).getLast(), "spec", "values");
    }
}
