package dev.apk8s.system;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads expressions with Prometheus' own grammar, which npm carries. */
final class Promql {
    private static final Path SOURCE = Platform.root().resolve("system-tests/promql");
    private static final Path HOME = Platform.root().resolve("system-tests/target/promql");
    private static final List<String> FILES = List.of("package.json", "package-lock.json", ".npmrc", "parse.mjs");
    private static final long LIMIT_SECONDS = 180;

    private Promql() {}

    /**
     * What an expression asks for.
     *
     * @param wrong where it cannot be read; null if it can
     * @param labels all that it names
     */
    record Read(@Nullable String wrong, List<Metric> metrics, List<String> labels) {}

    record Metric(String name, List<Condition> conditions) {}

    record Condition(String label, String operator, String value) {}

    /** In the order of the expressions. */
    static List<Read> read(List<String> expressions) throws IOException, InterruptedException {
        install();
        Process node = new ProcessBuilder("node", "parse.mjs").directory(HOME.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        JsonMapper json = new JsonMapper();
        try (OutputStream in = node.getOutputStream()) {
            in.write(json.writeValueAsBytes(expressions));
        }
        String answer = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        end(node, "node");
        return List.of(json.readValue(answer, Read[].class));
    }

    private static void install() throws IOException, InterruptedException {
        Files.createDirectories(HOME);
        for (String file : FILES) {
            Files.copy(SOURCE.resolve(file), HOME.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        end(new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
                .directory(HOME.toFile()).redirectErrorStream(true).redirectOutput(HOME.resolve("npm.log").toFile())
                .start(), "npm");
    }

    private static void end(Process process, String name) throws InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(name + " does not end");
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(name + " ended with " + process.exitValue() + ": see " + HOME);
        }
    }
}
