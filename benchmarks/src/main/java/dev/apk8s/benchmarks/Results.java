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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Writes {@code benchmarks/RESULTS.md}: the figures, what they were measured on, and what limits them. */
final class Results {
    /** A process that kept less of a core busy had nothing to do with it. */
    private static final double IDLE = 0.01;

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
        text.append(processors(comparisons, machine));
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

    private static String processors(List<Comparison> comparisons, Machine machine) {
        Map<String, Turn> turns = new LinkedHashMap<>();
        for (Comparison comparison : comparisons) {
            turns.putIfAbsent(comparison.title(), new Turn(comparison.ours(), comparison.cores()));
            turns.putIfAbsent(comparison.peerTitle(), new Turn(comparison.peer(), comparison.peerCores()));
        }
        Set<String> processes = new TreeSet<>();
        turns.values().forEach(turn -> turn.cores().forEach((process, busy) -> {
            if (busy > IDLE) {
                processes.add(process);
            }
        }));
        StringBuilder text = new StringBuilder(
                "\nProcessor time during the counted rounds, by process, in microseconds for each event, row or (lake) MB;"
                        + " behind it the share of the machine that all of them had.\n\n| | ");
        text.append(String.join(" | ", processes)).append(" | all | busy |\n|")
                .append("---|".repeat(processes.size() + 3))
                .append('\n');
        turns.forEach((title, turn) -> text.append(row(title, turn, processes, machine)));
        return text.toString();
    }

    private static String row(String title, Turn turn, Set<String> processes, Machine machine) {
        StringBuilder row = new StringBuilder("| " + title + " |");
        double all = 0;
        for (String process : processes) {
            double busy = turn.cores().getOrDefault(process, 0.0);
            all += busy;
            row.append(busy > IDLE
                    ? String.format(Locale.ROOT, " %.1f |", busy / Rounds.median(turn.rates()) * 1e6)
                    : " |");
        }
        return row.append(String.format(Locale.ROOT, " %.1f | %.0f %% |%n", all / Rounds.median(turn.rates()) * 1e6,
                100 * all / machine.cores())).toString();
    }

    /** What one contender did in its rounds. */
    private record Turn(List<Double> rates, Map<String, Double> cores) {}

    private static String rates(List<Double> rates) {
        return rates.isEmpty()
                ? ""
                : String.format(Locale.ROOT, "%,.0f (%,.0f to %,.0f)", Rounds.median(rates), Collections.min(rates),
                        Collections.max(rates));
    }
}
