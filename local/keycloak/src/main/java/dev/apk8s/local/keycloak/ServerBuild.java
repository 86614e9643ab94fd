package dev.apk8s.local.keycloak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Keycloak's own build step, which fixes the database and features so that a start need not work them out. */
record ServerBuild(Path home, String distribution) {
    private static final List<String> OPTIONS = List.of("--db=dev-file", "--health-enabled=true",
            "--metrics-enabled=true");

    /** Written last, so that a run that was cut off is done again. */
    private Path mark() {
        return home.resolve("apk8s-build.txt");
    }

    private String content() {
        return distribution + " " + String.join(" ", OPTIONS) + "\n";
    }

    boolean isDone() throws IOException {
        return Files.exists(mark()) && Files.readString(mark()).equals(content());
    }

    void run() throws IOException, InterruptedException {
        System.out.println("PROGRESS 45 Building Keycloak");
        List<String> command = Stream.concat(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                        "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow", "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-Dkc.home.dir=" + home, "-cp", home.resolve("lib/quarkus-run.jar").toString(),
                        "io.quarkus.bootstrap.runner.QuarkusEntryPoint", "build"),
                OPTIONS.stream()).toList();
        Process process = new ProcessBuilder(command).inheritIO().start();
        int failure = process.waitFor();
        if (failure != 0) {
            throw new IllegalStateException("Keycloak's build ended with " + failure);
        }
        markDone();
    }

    void markDone() throws IOException {
        Files.writeString(mark(), content());
    }
}
