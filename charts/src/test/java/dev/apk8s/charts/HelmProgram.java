package dev.apk8s.charts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The program that an operator runs. */
final class HelmProgram {
    private final Path program;
    private final String namespace;

    HelmProgram(Path program, String namespace) {
        this.program = program;
        this.namespace = namespace;
    }

    /** As HELM names it, or on the path. */
    static Optional<Path> find() {
        String given = System.getenv("HELM");
        Stream<Path> places = given == null
                ? Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, "helm"))
                : Stream.of(Path.of(given));
        return places.filter(Files::isExecutable).findFirst();
    }

    /** Runs it to its end; anything but success is an error with all that it said. */
    String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--namespace", namespace));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ":\n" + said);
        }
        return said;
    }
}
