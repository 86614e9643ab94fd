package dev.apk8s.system;

import dev.apk8s.local.junit.Engines;
import dev.apk8s.local.junit.OwnEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The services on the ports that the build reserves for them, over the build's engines. */
final class Platform implements AutoCloseable {
    private static final long LIMIT_SECONDS = 300;

    private final List<OwnEngine> services = new ArrayList<>();

    /** @param names of services, each before those that call it */
    static Platform start(String... names) {
        Platform platform = new Platform();
        try {
            for (String name : names) {
                // Other tests of the build leave models loaded on the log that all share.
                OwnEngine service = OwnEngine.prepare(name).onReservedPorts()
                        .environment("APK8S_ML_SERVING_MAXLOADED", "256");
                platform.services.forEach(service::using);
                platform.services.add(service);
                service.start();
            }
            return platform;
        } catch (RuntimeException failed) {
            platform.close();
            throw failed;
        }
    }

    static Path root() {
        for (Path directory = Path.of("").toAbsolutePath(); directory != null; directory = directory.getParent()) {
            if (Files.isRegularFile(directory.resolve("apk8s"))) {
                return directory;
            }
        }
        throw new IllegalStateException("Not within the project");
    }

    /** Runs a command as a person would, from the project's directory, with the build's home. */
    Finished run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(Files.createDirectories(root().resolve("target")), "command", ".log");
        ProcessBuilder builder = new ProcessBuilder(command).directory(root().toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("APK8S_HOME", root().resolve("target/engines").toString());
        builder.environment().put("API", "http://127.0.0.1:" + Engines.port("gateway", "http"));
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Not finished in " + LIMIT_SECONDS + " s: " + Files.readString(output));
            }
            return new Finished(process.exitValue(), Files.readString(output));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Files.delete(output);
        }
    }

    record Finished(int status, String output) {}

    @Override
    public void close() {
        services.reversed().forEach(OwnEngine::close);
    }
}
