package dev.apk8s.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The definition of the images and the pipeline, which no machine of the build can run. */
class DeliveryTest {
    private static final Path ROOT = Path.of("..");

    /** Recorded with other flags, a start would not fit. */
    @Test
    void aStartIsRecordedWithTheFlagsOfTheEntryPoint() throws IOException {
        String definition = Files.readString(ROOT.resolve("config/Dockerfile"));
        int entryPoint = definition.indexOf("\nENTRYPOINT");
        List<String> recorded = flags(definition.substring(definition.indexOf("    java -XX"), entryPoint));
        assertThat(recorded).hasSizeGreaterThan(4).isEqualTo(flags(definition.substring(entryPoint)));
    }

    @Test
    void thePipelineMakesAnImageOfEachService() throws IOException {
        JsonNode pipeline = read(".gitlab-ci.yml");
        List<String> built = read("docker-compose.yml").get("services").properties().stream()
                .filter(service -> service.getValue().has("build")).map(Map.Entry::getKey).toList();
        for (String job : List.of("container", "container-sbom")) {
            assertThat(pipeline.get(job).at("/parallel/matrix/0/SERVICE").valueStream().map(JsonNode::asString))
                    .as(job).containsExactlyInAnyOrderElementsOf(built);
        }
    }

    @Test
    void theNotesOfAReleaseAreItsPartOfTheChangelog() throws IOException, InterruptedException {
        assertThat(notes("Unreleased").output()).contains("### Added").doesNotContain("## [");
        assertThat(notes("0.0.0")).isEqualTo(new Notes(1, "CHANGELOG.md says nothing of 0.0.0\n"));
    }

    private static List<String> flags(String command) {
        return Pattern.compile("-(XX:\\+|-)[^\", \\\\]+").matcher(command).results().map(MatchResult::group)
                .filter(flag -> Stream.of("--from", "--chown").noneMatch(flag::startsWith)).toList();
    }

    private static JsonNode read(String file) throws IOException {
        return new JsonMapper().valueToTree(new Yaml().load(Files.readString(ROOT.resolve(file))));
    }

    private record Notes(int exitCode, String output) {}

    private static Notes notes(String version) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(ROOT.resolve("config/release-notes").toString(), version)
                .redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Notes(process.waitFor(), output);
    }
}
