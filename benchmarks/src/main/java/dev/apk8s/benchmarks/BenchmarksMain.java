package dev.apk8s.benchmarks;

import dev.apk8s.benchmarks.http.HttpBenchmark;
import dev.apk8s.benchmarks.index.IndexBenchmark;
import dev.apk8s.benchmarks.lake.LakeBenchmark;
import dev.apk8s.benchmarks.measure.BenchmarkException;
import dev.apk8s.benchmarks.measure.Comparison;
import dev.apk8s.benchmarks.measure.Machine;
import dev.apk8s.benchmarks.mqtt.MqttBenchmark;
import dev.apk8s.benchmarks.platform.Platform;
import dev.apk8s.benchmarks.predict.PredictBenchmark;
import dev.apk8s.benchmarks.relay.RelayBenchmark;
import dev.apk8s.benchmarks.sql.SqlBenchmark;
import dev.apk8s.local.supervisor.ComponentView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Started by {@code benchmarks/run}. */
public final class BenchmarksMain {
    private BenchmarksMain() {}

    public static void main(String[] words) throws IOException, InterruptedException {
        try {
            run(Arguments.parse(words));
        } catch (BenchmarkException fault) {
            fault.printStackTrace();
            System.exit(1);
        }
        System.exit(0);
    }

    private static void run(Arguments arguments) throws IOException, InterruptedException {
        Path root = Path.of(System.getProperty("apk8s.root", "")).toAbsolutePath();
        Machine machine = Machine.read();
        System.out.println(machine.text());
        System.out.println("Starting the engines ...");
        List<Comparison> comparisons = new ArrayList<>();
        try (Platform platform = Platform.start(root)) {
            List<String> components = platform.components().stream().map(ComponentView::title).toList();
            try {
                for (String name : arguments.only()) {
                    System.out.println(name);
                    comparisons.addAll(benchmark(name, platform, arguments, root));
                }
            } finally {
                // One that fails does not take the figures of those before it with it.
                if (!arguments.profile() && !comparisons.isEmpty()) {
                    new Results(root.resolve("benchmarks")).write(comparisons, machine, arguments, components);
                    System.out.println("Written to benchmarks/RESULTS.md");
                }
            }
        }
        for (Comparison comparison : comparisons) {
            System.out.printf("%.2f  %s, against %s%s%n", comparison.ratio(), comparison.title(),
                    comparison.peerTitle(), comparison.goal() == 0 ? "" : " (goal " + comparison.goal() + ")");
        }
    }

    private static List<Comparison> benchmark(String name, Platform platform, Arguments arguments, Path root)
            throws IOException, InterruptedException {
        Map<String, String> settings = arguments.profile()
                ? Map.of("JAVA_TOOL_OPTIONS",
                        "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                                + root.resolve("benchmarks/target/" + name + ".jfr"))
                : Map.of();
        return switch (name) {
            case "http" -> HttpBenchmark.run(platform, settings, arguments.rounds());
            case "mqtt" -> MqttBenchmark.run(platform, settings, arguments.rounds());
            case "index" -> IndexBenchmark.run(platform, settings, arguments.rounds());
            case "lake" -> LakeBenchmark.run(platform, settings, arguments.rounds());
            case "sql" -> SqlBenchmark.run(platform, arguments.rounds());
            case "relay" -> RelayBenchmark.run(platform, settings, arguments.rounds());
            case "predict" -> PredictBenchmark.run(platform, settings, root, arguments.rounds());
            default -> throw new BenchmarkException(
                    "There is no benchmark '" + name + "': http, mqtt, index, lake, sql, relay, predict");
        };
    }
}
