package dev.apk8s.local.prometheus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the Prometheus of this machine on loopback, as a process of its own that ends with this one. */
public final class PrometheusEngine {
    private static final String MISSING = "There is no prometheus on the PATH, and Maven does not carry one. Install it"
            + " (Debian: apt install prometheus, macOS: brew install prometheus), or leave --with monitoring away.";
    private static final long STOP_SECONDS = 15;

    private PrometheusEngine() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> environment = System.getenv();
        Path directory = Path.of(required(environment, "APK8S_PROMETHEUS_DIRECTORY")).toAbsolutePath();
        Path settings = directory.resolve("prometheus.yml");
        Files.writeString(settings, Settings.fill(
                Files.readString(Path.of(required(environment, "APK8S_PROMETHEUS_SETTINGS"))), environment));
        Process prometheus = start(directory, settings, required(environment, "APK8S_PROMETHEUS_PORT"));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(prometheus)));
        int status = prometheus.waitFor();
        System.exit(status == 0 ? 1 : status);
    }

    private static Process start(Path directory, Path settings, String port) {
        try {
            return new ProcessBuilder("prometheus", "--config.file=" + settings,
                    "--storage.tsdb.path=" + directory.resolve("series"), "--storage.tsdb.retention.time=2d",
                    "--web.listen-address=127.0.0.1:" + port).inheritIO().start();
        } catch (IOException missing) {
            throw new IllegalStateException(MISSING, missing);
        }
    }

    private static void stop(Process prometheus) {
        prometheus.destroy();
        try {
            if (!prometheus.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                prometheus.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The environment variable " + name + " is missing");
        }
        return value;
    }
}
