package dev.apk8s.local.cli;

import dev.apk8s.local.home.FreePorts;
import dev.apk8s.local.home.Home;
import dev.apk8s.local.supervisor.ComponentView;
import dev.apk8s.local.supervisor.ControlClient;
import dev.apk8s.local.supervisor.SupervisorView;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A clone with components of its own, and the command line run on it as a process. */
final class TestPlatform implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path root;
    private final Path home;

    TestPlatform(Path directory) throws IOException {
        this.root = directory.toRealPath();
        this.home = root.resolve("home");
        Files.writeString(root.resolve("pom.xml"), "<project><artifactId>all</artifactId></project>");
    }

    /** @param more further lines of the descriptor */
    TestPlatform with(String name, String environment, String... more) throws IOException {
        Path module = root.resolve("local").resolve(name);
        Files.createDirectories(module);
        Files.writeString(module.resolve("component.yaml"), """
                name: %1$s
                main: %2$s
                classpath: ["%3$s"]
                heap: 64m
                ports: {http: %4$d}
                environment: {PORT: "${port.http}"%5$s}
                exports: {url: "http://127.0.0.1:${port.http}/"}
                ready: announced
                stop-timeout: 5s
                %6$s
                """.formatted(name, Actor.class.getName(), Path.of("target/test-classes").toAbsolutePath(),
                FreePorts.choose(1).getFirst(), environment.isEmpty() ? "" : ", " + environment,
                String.join("\n", more)));
        return this;
    }

    Path root() {
        return root;
    }

    Home home() {
        return new Home(home);
    }

    /** The command line as the script would start it; the home is that of this platform, unless options name one. */
    Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1", "-Dapk8s.root=" + root, "-cp", System.getProperty("java.class.path"),
                        Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("APK8S_HOME", home.toString());
        return builder.start();
    }

    Outcome run(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    /** Lets a component be ready that does not announce it by itself. */
    void announce(String component) throws IOException {
        Files.createFile(home().run().resolve(component + ".ready"));
    }

    record Outcome(int exitCode, String output) {}

    SupervisorView status() {
        return ControlClient.find(home()).orElseThrow().status();
    }

    ComponentView component(String name) {
        return status().components().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    /** What the component says: its process, how often it was started, its child. */
    static List<Long> ask(ComponentView component) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(component.exports().getOrDefault("url", "")))
                .timeout(Duration.ofSeconds(5)).build();
        String answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        return Stream.of(answer.split(" ")).map(Long::valueOf).toList();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("down");
    }
}
