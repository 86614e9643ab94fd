package dev.apk8s.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The definition of the images and the pipeline, which no machine of the build can run. */
class DeliveryTest {
    private static final Path ROOT = Path.of("..");

    private static final String OF_THE_DIRECTIVES = "-XX:+UnlockDiagnosticVMOptions";

    /** Recorded with other flags, a start would not fit; but what compilers do is not recorded. */
    @Test
    void aStartIsRecordedWithTheFlagsOfTheEntryPoint() throws IOException {
        String definition = Files.readString(ROOT.resolve("config/Dockerfile"));
        int entryPoint = definition.indexOf("\nENTRYPOINT");
        List<String> recorded = flags(definition.substring(definition.indexOf("    java -XX"), entryPoint));
        List<String> started = new ArrayList<>(flags(definition.substring(entryPoint)));
        assertThat(started.remove(OF_THE_DIRECTIVES)).isTrue();
        assertThat(recorded).hasSizeGreaterThan(4).isEqualTo(started);
        assertThat(definition).contains("\nCOPY config/compiler-directives.json /service/\n",
                "\"-XX:CompilerDirectivesFile=/service/compiler-directives.json\"");
    }

    /** A service does not start with directives that its JVM does not read. */
    @Test
    void theDirectivesForTheCompilersAreRead() throws IOException, InterruptedException {
        Ended java = Ended.of(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                OF_THE_DIRECTIVES,
                "-XX:CompilerDirectivesFile=" + ROOT.resolve("config/compiler-directives.json"), "-version"));
        assertThat(java.exitCode()).as(java.output()).isZero();
        assertThat(java.output()).contains("1 compiler directives added");
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

    /** What is deployed is what all other tests ran on. Kafka is not named: of 4.4 no image was published when it was set. */
    @Test
    void theEnginesDeployedAreOfTheVersionsTried() throws IOException {
        String tried = Files.readString(ROOT.resolve("pom.xml"));
        Map<String, List<String>> deployed = Map.of(
                "docker-compose.yml", List.of("keycloak/keycloak", "trinodb/trino", "opensearchproject/opensearch"),
                "charts/engines/values.yaml", List.of("keycloak/keycloak", "trinodb/trino"));
        for (Map.Entry<String, List<String>> file : deployed.entrySet()) {
            String text = Files.readString(ROOT.resolve(file.getKey()));
            for (String engine : file.getValue()) {
                String version = Pattern.compile("image: \\S*\\b" + engine + ":(\\S+)").matcher(text).results()
                        .map(image -> image.group(1)).collect(Collectors.joining(" and "));
                assertThat(tried).as(engine + " of " + file.getKey()).containsPattern("<"
                        + engine.replaceAll(".*/", "") + "-engine\\.version>" + Pattern.quote(version) + "(\\.0)?<");
            }
        }
    }

    @Test
    void thePipelineRunsInImagesOfAVersion() throws IOException {
        assertThat(Files.readString(ROOT.resolve(".gitlab-ci.yml"))).doesNotContain(":latest");
    }

    /** YAML takes what follows a space and a # for a comment: of such a line only the beginning would run. */
    @Test
    void whatThePipelineRunsIsWhole() throws IOException, InterruptedException {
        for (Map.Entry<String, JsonNode> job : read(".gitlab-ci.yml").properties()) {
            String script = job.getValue().path("script").valueStream()
                    .flatMap(line -> line.isArray() ? line.valueStream() : Stream.of(line)).map(JsonNode::asString)
                    .collect(Collectors.joining("\n"));
            assertThat(Ended.of(new ProcessBuilder("sh", "-n", "-c", script))).as(job.getKey())
                    .isEqualTo(new Ended(0, ""));
        }
    }

    @Test
    void theNotesOfAReleaseAreItsPartOfTheChangelog(@TempDir Path folder) throws IOException, InterruptedException {
        Path script = folder.resolve("config/release-notes");
        Files.createDirectories(script.resolveSibling(""));
        Files.copy(ROOT.resolve("config/release-notes"), script, StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(folder.resolve("CHANGELOG.md"), """
                # Changelog

                ## [Unreleased]

                ## [1.2.3] - 2026-12-01

                ### Added
                - A thing.

                ## [1.2.2] - 2026-11-01

                ### Added
                - Another thing.

                [1.2.3]: https://example.org/1.2.3
                """);

        assertThat(notes(script, "1.2.3")).isEqualTo(new Ended(0, "\n### Added\n- A thing.\n"));
        assertThat(notes(script, "1.2.2")).isEqualTo(new Ended(0, "\n### Added\n- Another thing.\n"));
        assertThat(notes(script, "Unreleased")).isEqualTo(new Ended(1, "CHANGELOG.md says nothing of Unreleased\n"));
    }

    @Test
    void anEnvironmentComesToAVersionByACommitOfOneLine(@TempDir Path folder) throws IOException, InterruptedException {
        Environments environments = Environments.in(folder);

        assertThat(environments.deploy("staging")).isEqualTo(new Ended(0, "staging comes to 1.2.3\n"));
        assertThat(environments.run("git log -1 --format='%an <%ae> %s' main").output())
                .isEqualTo("A Person <person@example.org> Bring staging to 1.2.3\n");
        assertThat(environments.run("git diff --unified=0 main~1 main | tail -n +6").output())
                .isEqualTo("-    tag: 0.1.0 # apk8s\n+    tag: 1.2.3 # apk8s\n");

        assertThat(environments.deploy("staging")).isEqualTo(new Ended(0, "staging is at 1.2.3\n"));
        assertThat(environments.commits()).containsExactly("Bring staging to 1.2.3", "Environments");
    }

    @Test
    void anEnvironmentComesToAVersionThoughSomebodyWasFaster(@TempDir Path folder)
            throws IOException, InterruptedException {
        Environments environments = Environments.in(folder);
        environments.hook("pre-push", """
                mkdir "$HOME/faster" 2> /dev/null || exit 0
                cd "$HOME/seed"
                git commit --quiet --allow-empty --message Faster
                git push --quiet
                """);

        assertThat(environments.deploy("production").output()).contains("rejected")
                .endsWith("production comes to 1.2.3\n");
        assertThat(environments.commits()).containsExactly("Bring production to 1.2.3", "Faster", "Environments");
    }

    @Test
    void aVersionThatCannotBeBroughtFails(@TempDir Path folder) throws IOException, InterruptedException {
        Environments environments = Environments.in(folder);
        assertThat(environments.deploy("unmarked"))
                .isEqualTo(new Ended(1, "unmarked/apk8s.yaml has no line \"tag: ... # apk8s\"\n"));

        environments.hook("pre-receive", "exit 1\n");
        assertThat(environments.deploy("staging").exitCode()).isEqualTo(1);
        assertThat(environments.commits()).containsExactly("Environments");
    }

    private static List<String> flags(String command) {
        return Pattern.compile("-(XX:\\+|-)[^\", \\\\]+").matcher(command).results().map(MatchResult::group)
                .filter(flag -> Stream.of("--from", "--chown").noneMatch(flag::startsWith)).toList();
    }

    private static JsonNode read(String file) throws IOException {
        return new JsonMapper().valueToTree(new Yaml().load(Files.readString(ROOT.resolve(file))));
    }

    private static Ended notes(Path script, String version) throws IOException, InterruptedException {
        return Ended.of(new ProcessBuilder(script.toString(), version));
    }

    private record Ended(int exitCode, String output) {
        static Ended of(ProcessBuilder builder) throws IOException, InterruptedException {
            Process process = builder.redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), output);
        }
    }

    /** A repository of environments, in a home of its own. */
    private record Environments(Path home) {
        static Environments in(Path home) throws IOException, InterruptedException {
            Ended git = Ended.of(new ProcessBuilder("sh", "-c", "command -v git"));
            assumeTrue(git.exitCode() == 0, "git is not here");
            Environments environments = new Environments(home);
            Files.createDirectories(home.resolve("hooks"));
            Files.createDirectories(environments.repository());
            assertThat(environments.run("""
                    set -e
                    git config --global user.name Somebody
                    git config --global user.email somebody@example.org
                    git config --global core.hooksPath "$HOME/hooks"
                    git init --quiet --bare --initial-branch=main
                    git clone --quiet . "$HOME/seed" 2> /dev/null
                    cd "$HOME/seed"
                    mkdir staging production unmarked
                    printf 'ref:\\n    tag: 0.1.0 # apk8s\\n' | tee staging/apk8s.yaml > production/apk8s.yaml
                    printf 'ref:\\n    tag: 0.1.0\\n' > unmarked/apk8s.yaml
                    git add .
                    git commit --quiet --message Environments
                    git push --quiet
                    """)).isEqualTo(new Ended(0, ""));
            return environments;
        }

        Path repository() {
            return home.resolve("environments.git");
        }

        Ended deploy(String environment) throws IOException, InterruptedException {
            return run(ROOT.toAbsolutePath().resolve("config/deploy") + " " + environment + " 1.2.3");
        }

        List<String> commits() throws IOException, InterruptedException {
            return run("git log --format=%s main").output().lines().toList();
        }

        void hook(String name, String script) throws IOException {
            Path hook = Files.writeString(home.resolve("hooks").resolve(name), "#!/bin/sh\n" + script);
            assertThat(hook.toFile().setExecutable(true)).isTrue();
        }

        Ended run(String script) throws IOException, InterruptedException {
            ProcessBuilder shell = new ProcessBuilder("sh", "-c", script).directory(repository().toFile());
            shell.environment().putAll(Map.of("HOME", home.toString(), "LC_ALL", "C", "GIT_CONFIG_NOSYSTEM", "1",
                    "ENVIRONMENT_REPOSITORY", "file://" + repository(), "GITLAB_USER_NAME", "A Person",
                    "GITLAB_USER_EMAIL", "person@example.org"));
            return Ended.of(shell);
        }
    }
}
