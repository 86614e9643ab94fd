package dev.apk8s.benchmarks;

import dev.apk8s.benchmarks.measure.Comparison;
import dev.apk8s.benchmarks.measure.Machine;
import dev.apk8s.benchmarks.measure.Rounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes {@code benchmarks/RESULTS.md}: the figures, what they were measured on, and what limits them. */
final class Results {
    private static final String SERVICE = "-service";
    private static final List<String> PROCESSES = List.of("load generator", SERVICE, "gateway", "kafka",
            "artemis", "opensearch");

    private final Path directory;

    Results(Path directory) {
        this.directory = directory;
    }

    void write(List<Comparison> comparisons, Machine machine, Arguments arguments, List<String> components)
            throws IOException {
        StringBuilder text = new StringBuilder("# Results\n\n");
        text.append("Each line is a ratio from one run: the two take turns, ").append(arguments.rounds())
                .append(" counted rounds each, and the ratio is the median of the rounds' ratios. Rates are medians of"
                        + " events of 200 bytes a second, with the slowest and the fastest round. Memory is the most"
                        + " that the service's process ever held (VmHWM) at `-Xmx256m`.\n\n");
        text.append("| | rate | peer | its rate | ratio | goal | memory |\n|---|---|---|---|---|---|---|\n");
        comparisons.forEach(comparison -> text.append(row(comparison)));
        text.append(
                "\nProcessor time during the counted rounds, in microseconds for each event, by process; behind it the"
                        + " share of the machine that all of them had.\n\n| | load generator and peer | service | gateway |"
                        + " Kafka | Artemis | OpenSearch | all | busy |\n|---|---|---|---|---|---|---|---|---|\n");
        comparisons.forEach(comparison -> text
                .append(processors(comparison.title(), comparison.ours(), comparison.cores(), machine)));
        comparisons.stream().filter(comparison -> comparison.goal() > 0).forEach(comparison -> text.append(
                processors(comparison.peerTitle(), comparison.peer(), comparison.peerCores(), machine)));
        text.append("\nMeasured on ").append(LocalDate.now(ZoneOffset.UTC)).append(": ").append(machine.text())
                .append(". Engines: ").append(String.join(", ", components)).append(".\n\n");
        text.append(Files.readString(directory.resolve("ABOUT.md")));
        Files.writeString(directory.resolve("RESULTS.md"), text.toString());
    }

    private static String row(Comparison comparison) {
        return String.format(Locale.ROOT, "| %s | %s | %s | %s | **%.2f** | %s | %s |%n", comparison.title(),
                rates(comparison.ours()), comparison.peerTitle(), rates(comparison.peer()), comparison.ratio(),
                comparison.goal() == 0 ? "" : String.format(Locale.ROOT, "%.1f", comparison.goal()),
                comparison.peakMemory() == 0 ? "" : (comparison.peakMemory() >> 20) + " MB");
    }

    private static String processors(String title, List<Double> rates, Map<String, Double> cores, Machine machine) {
        StringBuilder row = new StringBuilder("| " + title + " |");
        double all = 0;
        for (String process : PROCESSES) {
            double busy = process.equals(SERVICE) ? services(cores) : cores.getOrDefault(process, 0.0);
            all += busy;
            row.append(String.format(Locale.ROOT, " %.1f |", busy / Rounds.median(rates) * 1e6));
        }
        return row.append(String.format(Locale.ROOT, " %.1f | %.0f %% |%n", all / Rounds.median(rates) * 1e6,
                100 * all / machine.cores())).toString();
    }

    /** Of the service that a line is about, and of those that it asks. */
    private static double services(Map<String, Double> cores) {
        return cores.entrySet().stream().filter(process -> process.getKey().endsWith(SERVICE))
                .mapToDouble(Map.Entry::getValue).sum();
    }

    private static String rates(List<Double> rates) {
        return rates.isEmpty()
                ? ""
                : String.format(Locale.ROOT, "%,.0f (%,.0f to %,.0f)", Rounds.median(rates), Collections.min(rates),
                        Collections.max(rates));
    }
}
