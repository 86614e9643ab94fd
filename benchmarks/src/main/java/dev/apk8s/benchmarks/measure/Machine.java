package dev.apk8s.benchmarks.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the figures were measured on.
 *
 * @param load the load average of the last minute before the run began
 */
public record Machine(String processor, int cores, long memoryBytes, String system, String java, double load) {
    public static Machine read() {
        return new Machine(line("/proc/cpuinfo", "model name"), Runtime.getRuntime().availableProcessors(),
                Long.parseLong(line("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) << 10,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vendor") + " " + Runtime.version(), loadAverage());
    }

    public String text() {
        return String.format(Locale.ROOT, "%d cores of %s, %.0f GiB, %s, Java %s; load average before the run %.2f",
                cores, processor, memoryBytes / (double) (1 << 30), system, java, load);
    }

    private static double loadAverage() {
        try {
            return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static String line(String file, String name) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name)).findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse("?");
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
