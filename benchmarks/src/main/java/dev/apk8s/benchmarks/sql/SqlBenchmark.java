package dev.apk8s.benchmarks.sql;

import dev.apk8s.benchmarks.measure.BenchmarkException;
import dev.apk8s.benchmarks.measure.Comparison;
import dev.apk8s.benchmarks.measure.Rounds;
import dev.apk8s.benchmarks.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A million rows out through the service, against the engine's JDBC driver in a bare loop. */
public final class SqlBenchmark {
    /** At most 1.1 times the driver's time. */
    private static final double GOAL = 1 / 1.1;
    private static final int WARM_UPS = 2;
    private static final String WAREHOUSE = "warehouse-service";
    static final int ROWS = 1_000_000;
    static final String QUERY = "SELECT * FROM tpch.sf1.orders LIMIT " + ROWS;

    private SqlBenchmark() {}

    public static List<Comparison> run(Platform platform, int rounds) throws InterruptedException {
        platform.alsoStart(WAREHOUSE);
        String url = platform.export(WAREHOUSE, "url");
        try (ServiceRows csv = new ServiceRows(platform, url, "csv");
                ServiceRows ndjson = new ServiceRows(platform, url, "ndjson");
                ServiceRows arrow = new ServiceRows(platform, url, "arrow")) {
            DriverRows peer = new DriverRows(platform.export("trino", "url"));
            Rounds result = Rounds.run(List.of(csv, ndjson, arrow, peer), WARM_UPS, rounds);
            long memory = peakMemory(platform);
            return List.of(
                    Comparison.of("SQL, a million rows as CSV", GOAL, result, csv, peer, memory),
                    Comparison.of("SQL, a million rows as NDJSON", GOAL, result, ndjson, peer, memory),
                    Comparison.of("SQL, a million rows as Arrow", 0, result, arrow, peer, memory));
        }
    }

    /** The most resident memory the service ever had, in bytes (VmHWM). */
    private static long peakMemory(Platform platform) {
        long pid = platform.components().stream().filter(component -> component.name().equals(WAREHOUSE)).findFirst()
                .orElseThrow().pid();
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10).findFirst().orElse(0);
        } catch (IOException fault) {
            throw new BenchmarkException("The memory of process " + pid + " cannot be read", fault);
        }
    }
}
