package dev.apk8s.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Every alert has a page that says what to do, and is tried out; none of them is left over. */
class AlertsTest {
    private static final Path PAGES = Platform.root().resolve("docs/operations/alerts");
    private static final long LIMIT_SECONDS = 120;

    @Test
    void everyAlertHasAPageAndNoPageIsLeftOver() throws IOException {
        Set<String> pages;
        try (Stream<Path> files = Files.list(PAGES)) {
            pages = files.map(file -> file.getFileName().toString()).filter(name -> !name.equals("README.md"))
                    .map(name -> name.replace(".md", "")).collect(Collectors.toCollection(TreeSet::new));
        }
        assertThat(pages).isEqualTo(new TreeSet<>(alerts().stream().map(alert -> alert.get("alert").asString())
                .toList()));
    }

    @Test
    void everyAlertSaysHowSevereItIsWhatIsTheMatterAndWhereItsPageIs() throws IOException {
        assertThat(alerts()).hasSizeGreaterThan(30).allSatisfy(alert -> {
            assertThat(alert.at("/labels/severity").asString()).isIn("critical", "warning");
            assertThat(alert.at("/annotations/summary").asString()).isNotBlank();
            assertThat(alert.at("/annotations/description").asString()).isNotBlank();
            assertThat(alert.at("/annotations/runbook_url").asString())
                    .endsWith("/docs/operations/alerts/" + alert.get("alert").asString() + ".md");
        });
    }

    @Test
    void everyPageSaysWhatItMeansWhereToLookAndWhatToDo() throws IOException {
        for (JsonNode alert : alerts()) {
            String name = alert.get("alert").asString();
            assertThat(Files.readString(PAGES.resolve(name + ".md"))).startsWith("# " + name + "\n")
                    .contains("## What it means", "## Where to look", "## What to do");
        }
    }

    @Test
    void everyAlertIsTriedOutFiringAndNotFiring() throws IOException {
        Set<String> firing = new TreeSet<>();
        Set<String> calm = new TreeSet<>();
        for (Path file : Watched.files("tests")) {
            for (JsonNode each : new YAMLMapper().readTree(file).get("tests")) {
                for (JsonNode expected : each.get("promql_expr_test")) {
                    (expected.get("exp_samples").isEmpty() ? calm : firing)
                            .add(expected.get("expr").asString().replaceAll(".*alertname=\"(\\w+)\".*", "$1"));
                }
            }
        }
        List<String> alerts = alerts().stream().map(alert -> alert.get("alert").asString()).toList();
        assertThat(firing).containsExactlyInAnyOrderElementsOf(alerts);
        assertThat(calm).containsExactlyInAnyOrderElementsOf(alerts);
    }

    @Test
    void prometheusTakesTheRulesAndTheirTestsPass() throws IOException, InterruptedException {
        assumeTrue(Stream.of(System.getenv("PATH").split(":")).anyMatch(directory -> Files.isExecutable(
                Path.of(directory, "promtool"))), "promtool is not installed: Debian's package prometheus has it");
        promtool("check", "rules", Watched.files("rules"));
        promtool("test", "rules", Watched.files("tests"));
    }

    private static void promtool(String verb, String what, List<Path> files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("promtool", verb, what));
        files.forEach(file -> command.add(file.toString()));
        Path output = Files.createTempFile(Files.createDirectories(Path.of("target")), "promtool", ".log");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }

    private static List<JsonNode> alerts() throws IOException {
        List<JsonNode> alerts = new ArrayList<>();
        for (Path file : Watched.files("rules")) {
            for (JsonNode group : new YAMLMapper().readTree(file).get("groups")) {
                group.get("rules").forEach(rule -> {
                    if (rule.has("alert")) {
                        alerts.add(rule);
                    }
                });
            }
        }
        return alerts;
    }
}
